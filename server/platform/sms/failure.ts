// The provider said no, or nothing. `code` is the provider's; it never holds a number or a text.
export class SmsFailure extends Error {
  constructor(
    readonly code: string,
    readonly retry: boolean,
  ) {
    super(`sms: ${code}`);
    this.name = "SmsFailure";
  }
}
