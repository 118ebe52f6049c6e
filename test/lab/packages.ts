// From a line of the table to the packages of one kernel: the first suite that has it, the newest build that is still served.
import { join } from "node:path";
import { Failure } from "../host/failure.ts";
import { type Apt, openApt } from "./apt.ts";
import type { LabKernel } from "./kernels.ts";

export interface Packages {
  readonly suite: string;
  readonly image: string;
  readonly files: readonly string[];
}

/** How many builds are tried before a suite is given up: lists name packages that are gone. */
const MOST_TRIES = 4;

/** Undefined where no suite has it any more. A suite that cannot be read matters only where no other has it. */
export async function findPackages(kernel: LabKernel, root: string): Promise<Packages | undefined> {
  let problem: Failure | undefined;
  for (const suite of kernel.suites) {
    const apt = await openApt(root, suite, kernel.arch).catch((error: unknown) => {
      if (!(error instanceof Failure)) throw error;
      problem = error;
    });
    if (!apt) continue;
    for (const pattern of kernel.packages) {
      const names = (await apt.names(pattern)).toSorted(newestFirst);
      for (const image of names.slice(0, MOST_TRIES)) {
        const files = await downloadAll(apt, image, join(root, "packages"));
        if (files) return { suite, image, files };
      }
    }
  }
  if (problem) throw problem;
  return undefined;
}

/**
 * Since 6.19 the image is empty and names the packages that hold kernel and modules. The configuration is in another one
 * then, which goes from the archive sooner, and which a run can do without.
 */
async function downloadAll(apt: Apt, image: string, folder: string): Promise<readonly string[] | undefined> {
  const release = image.slice("linux-image-".length);
  const needed = await apt.depends(image);
  const split = [`linux-binary-${release}`, `linux-modules-${release}`];
  const files: string[] = [];
  for (const name of split.every((part) => needed.includes(part)) ? split : [image]) {
    const file = await apt.download(name, folder);
    if (!file) return undefined;
    files.push(file);
  }
  const configuration = `linux-base-${release}`;
  const extra = needed.includes(configuration) ? await apt.download(configuration, folder) : undefined;
  return extra === undefined ? files : [...files, extra];
}

/** Numbers in names count as numbers. */
export function newestFirst(one: string, other: string): number {
  return other.localeCompare(one, "en", { numeric: true });
}
