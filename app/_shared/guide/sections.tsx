import type { GuideSection } from "@/app/_copy/guide";

/** Titles with short sentences below: help, privacy, minors. */
export function Sections({ sections }: { sections: readonly GuideSection[] }) {
  return (
    <div className="prose">
      {sections.map((section) => (
        <section key={section.title}>
          <h2>{section.title}</h2>
          <ul>
            {section.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
