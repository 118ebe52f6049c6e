// Arguments that name the machine.

export const TARGET: readonly string[] = ["kernel", "arch", "hz", "memory", "cpus", "page-size"];
