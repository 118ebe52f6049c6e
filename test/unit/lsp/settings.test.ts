// Settings as clients send them, whose names are anybody's text.
import { expect, test } from "vitest";
import { Folders } from "../../../src/lsp/folders.ts";
import { ClientSettings } from "../../../src/lsp/settings.ts";

const FILE = "file:///etc/sysctl.conf";

function sent(json: string): ClientSettings {
  const settings = new ClientSettings(new Folders(), () => undefined);
  settings.take(JSON.parse(json));
  return settings;
}

test("a name with dots says what nested names say", () => {
  expect(sent('{"conntrack":{"format":{"alignEquals":false}}}').isOn("format.alignEquals", FILE)).toBe(false);
  expect(sent('{"conntrack.format.alignEquals":false,"conntrack.codeLens.enabled":true}').isOn("format.alignEquals", FILE)).toBe(false);
});

test("no name leads to a prototype", () => {
  expect(sent('{"conntrack":{"format":{"__proto__":{"alignEquals":false}}}}').isOn("format.alignEquals", FILE)).toBe(true);
  expect(sent('{"conntrack.format.__proto__.alignEquals":false}').isOn("format.alignEquals", FILE)).toBe(true);
});
