// The furniture a Chinese public site carries. Everything here comes from configuration; nothing is invented.
import { chrome } from "@/app/_copy/chrome";

type SiteFacts = {
  organiser: string | null;
  phone: string | null;
  icp: string | null;
  police: string | null;
};

/** Footer with organiser, telephone, filings, privacy and minors' rules. */
export function Footer({ site }: { site: SiteFacts }) {
  return (
    <footer className="foot">
      <div className="shell w">
        <p>
          <a href="/help">{chrome.help}</a>
          <a href="/privacy">{chrome.privacy}</a>
          <a href="/minors">{chrome.minors}</a>
        </p>
        <p>{chrome.noMoney}</p>
        {site.organiser ? (
          <p>
            {chrome.organiser}：{site.organiser}
          </p>
        ) : null}
        {site.phone ? (
          <p>
            {chrome.phone}：<a href={`tel:${site.phone}`}>{site.phone}</a>
          </p>
        ) : null}
        <p>
          {site.icp ? <a href="https://beian.miit.gov.cn/">{site.icp}</a> : null}
          {site.police ? <a href="https://beian.mps.gov.cn/">{site.police}</a> : null}
          {!site.icp && !site.police ? chrome.noFiling : null}
        </p>
      </div>
    </footer>
  );
}
