// A folder to be packed: each file with the mode that it has in a package, whatever the umask of who builds.
import { chmodSync, cpSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export class Stage {
  readonly folder: string;
  private readonly root: string;

  /** An empty folder; what was there goes. */
  constructor(root: string, folder: string) {
    this.root = root;
    this.folder = folder;
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
  }

  /** Copies a file or a folder of the project to the same place, or to another. */
  copy(path: string, to = path): void {
    const target = join(this.folder, to);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(join(this.root, path), target, { recursive: true });
  }

  write(path: string, text: string): void {
    const target = join(this.folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  }

  /** Modes: 0644, programs and folders 0755. */
  settle(programs: readonly string[] = []): void {
    const settle = (path: string): void => {
      const isFolder = statSync(path).isDirectory();
      chmodSync(path, isFolder || programs.some((program) => join(this.folder, program) === path) ? 0o755 : 0o644);
      if (isFolder) for (const name of readdirSync(path)) settle(join(path, name));
    };
    settle(this.folder);
  }
}
