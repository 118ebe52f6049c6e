// Where the system that this process runs on has its files; nowhere but on Linux.

export const MACHINE_ROOT: string | undefined = process.platform === "linux" ? "/" : undefined;
