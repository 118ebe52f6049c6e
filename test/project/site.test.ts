// The reference of the site: every rule and every key has a page, the index names them, and no link leads nowhere.
import { normalize } from "node:path/posix";
import { describe, expect, test } from "vitest";
import { allKeys } from "../../src/core/kernel/catalogue.ts";
import { RULES } from "../../src/core/rules/index.ts";
import { dotted } from "../../src/core/sysctl/key-path.ts";
import { documentOf } from "../../src/package/site/page.ts";
import { CALCULATOR, DIAGNOSIS } from "../../src/package/site/pages.ts";
import { referencePages } from "../../src/package/site/reference.ts";

const pages = new Map([CALCULATOR, DIAGNOSIS, ...referencePages()].map((page) => [page.path, documentOf(page)]));
const FILES = ["icon.svg", "calculator.css", "diagnosis.css", "calculator.js", "diagnosis.js", "reference.js"];

describe("the site", () => {
  test("has a page for every rule and every key, and the index names them", () => {
    const wanted = [
      ...RULES.map(({ id }) => `rules/${id}.html`),
      ...allKeys().map(({ path }) => `keys/${dotted(path)}.html`),
      "keys/net.ipv4.ip_conntrack_max.html",
      "keys/net.ipv4.tcp_keepalive_time.html",
    ];
    for (const path of wanted) {
      expect(pages.get(`reference/${path}`)).toMatch(/<h1>[^<]+/);
      expect(pages.get("reference/index.html")).toContain(`href="${path}"`);
    }
  });

  test("says of a rule and of a key what the editor says", () => {
    const rule = pages.get("reference/rules/removed-key.html");
    expect(rule).toContain("<h2>Examples</h2>");
    expect(rule).toContain("# conntrack-disable-next-line removed-key");
    expect(pages.get("reference/keys/net.netfilter.nf_conntrack_max.html")).toMatch(/Maximum number of entries/i);
  });

  test("has no link that leads nowhere, and none that begins at the root of a host", () => {
    let links = 0;
    for (const [path, html] of pages) {
      for (const [, target = ""] of html.matchAll(/(?:href|src)="([^"#]+)"/g)) {
        if (target.startsWith("https://")) continue;
        links++;
        const file = normalize(`${path.replace(/[^/]*$/, "")}${target}`);
        expect([path, target, pages.has(file) || FILES.includes(file)]).toEqual([path, target, true]);
      }
    }
    expect(links).toBeGreaterThan(1000);
  });

  test("loads nothing from elsewhere, and runs nothing that is written into a page", () => {
    for (const html of pages.values()) {
      expect(html).toContain("default-src 'none'; script-src 'self'");
      expect(html).not.toMatch(/<script>|<style|style="| on\w+="|javascript:/);
    }
  });
});
