// What is read off a page, in English: a run may be in the pseudo-language.
import type { Locator } from "playwright-core";
import { english } from "../host/as-shown.ts";

export async function textOf(locator: Locator): Promise<string> {
  return english(await locator.innerText());
}

export async function textsOf(locator: Locator): Promise<string[]> {
  return (await locator.allInnerTexts()).map((text) => english(text));
}

export async function attributeOf(locator: Locator, name: string): Promise<string | undefined> {
  return english((await locator.getAttribute(name)) ?? undefined);
}
