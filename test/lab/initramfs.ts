// The archive that a machine boots from: our program, modules, rule sets, tools.
import { chmodSync, cpSync, mkdirSync, renameSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { makeTempFolder } from "../host/temp.ts";
import { RULES } from "./init.ts";
import { placeModules } from "./modules.ts";
import { output } from "./run.ts";

export interface Contents {
  readonly init: string;
  readonly modules: string | undefined;
  readonly tools: string | undefined;
  /** Folder of the rule sets. */
  readonly rules?: string;
  /** Modules beside those of the lab. */
  readonly others?: readonly string[];
}

export async function makeInitramfs({ init, modules, tools, rules = RULES, others = [] }: Contents, to: string): Promise<void> {
  const temp = makeTempFolder();
  try {
    const root = join(temp.path, "root");
    mkdirSync(root);
    cpSync(init, join(root, "init"));
    chmodSync(join(root, "init"), 0o755);
    cpSync(rules, join(root, "rules"), { recursive: true });
    await placeModules(modules, join(root, "modules"), others);
    if (tools) {
      cpSync(tools, root, { recursive: true, verbatimSymlinks: true });
      for (const folder of ["lib", "lib64"]) symlinkSync(`usr/${folder}`, join(root, folder));
    }
    await output("sh", ["-c", 'cd "$1" && find . | cpio -o -H newc --quiet -R 0:0 | gzip -1 > "$2"', "sh", root, `${to}.part`], {
      seconds: 120,
    });
    renameSync(`${to}.part`, to);
  } finally {
    temp.remove();
  }
}
