// What we use of pdfkit, which brings no types of its own.
declare module "pdfkit" {
  type Info = { Title?: string; Author?: string; CreationDate?: Date };
  type Face = { hasGlyphForCodePoint(code: number): boolean };

  export default class PDFDocument {
    constructor(options: {
      size?: "A4";
      margin?: number;
      autoFirstPage?: boolean;
      bufferPages?: boolean;
      lang?: string;
      displayTitle?: boolean;
      info?: Info;
    });
    /** The font in use; its face knows what it can draw. */
    _font: { font: Face };
    registerFont(name: string, source: string | Uint8Array, family?: string): this;
    font(name: string): this;
    fontSize(size: number): this;
    widthOfString(text: string): number;
    text(text: string, x: number, y: number, options: { lineBreak: false; baseline: "alphabetic" }): this;
    addPage(): this;
    switchToPage(page: number): void;
    bufferedPageRange(): { start: number; count: number };
    rect(x: number, y: number, width: number, height: number): this;
    moveTo(x: number, y: number): this;
    lineTo(x: number, y: number): this;
    lineWidth(width: number): this;
    fill(colour?: string): this;
    fillColor(colour: string): this;
    stroke(colour?: string): this;
    on(event: "data", listener: (chunk: Uint8Array) => void): this;
    on(event: "end", listener: () => void): this;
    on(event: "error", listener: (error: Error) => void): this;
    end(): void;
  }
}
