// The README as the Extensions view can show it: pictures there are https or nothing.
const PICTURE = /!\[([^\]]*)\]\(([^)\s]+)\)\n*/g;
const LINK = /(?<!!)\[([^\]]+)\]\((?!https:|#)([^)\s]+)\)/g;

/** Where the repository's files are read, and its pages; undefined where it has no address yet. */
export interface Addresses {
  readonly raw: string;
  readonly pages: string;
}

/** Of a manifest's `repository` on GitHub, at the tag of a version. */
export function addressesOf(repository: string | { readonly url: string } | undefined, version: string): Addresses | undefined {
  const url = typeof repository === "string" ? repository : repository?.url;
  const [, name] = /github(?:\.com)?[:/]([\w.-]+\/[\w.-]+?)(?:\.git)?$/.exec(url ?? "") ?? [];
  if (name === undefined) return undefined;
  return { raw: `https://raw.githubusercontent.com/${name}/v${version}/`, pages: `https://github.com/${name}/blob/v${version}/` };
}

/** Without addresses the pictures go, and links to files of the project become their text. */
export function packagedReadme(text: string, addresses: Addresses | undefined): string {
  const picture = (whole: string, _alt: string, path: string): string => {
    if (path.startsWith("https:")) return whole;
    return addresses ? whole.replace(`](${path})`, `](${addresses.raw}${path})`) : "";
  };
  const link = (_whole: string, words: string, path: string): string => (addresses ? `[${words}](${addresses.pages}${path})` : words);
  return text.replace(PICTURE, picture).replace(LINK, link);
}
