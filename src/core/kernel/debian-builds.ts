// Which stable release is behind a build number of Debian, whose kernels print 6.1.0-50 and are 6.1.176. From what booted
// kernels print (uname -v, /proc/version); builds and levels grow together, so that these bound the others. Data only.

export interface DebianBuild {
  readonly build: number;
  /** Stable patch level; the lowest one seen under this number. */
  readonly level: number;
  /** The highest, where one number stood for several. */
  readonly last?: number;
}

/** By branch, in ascending order. */
export const DEBIAN_BUILDS: Readonly<Record<string, readonly DebianBuild[] | undefined>> = {
  "5.10": [
    { build: 7, level: 40 },
    { build: 8, level: 46 },
    { build: 9, level: 70 },
    { build: 13, level: 106 },
    { build: 18, level: 140 },
    { build: 19, level: 149 },
    { build: 30, level: 218 },
    { build: 32, level: 223 },
    { build: 46, level: 262 },
  ],
  "6.1": [
    { build: 10, level: 37, last: 38 },
    { build: 17, level: 69 },
    { build: 18, level: 76 },
    { build: 25, level: 106 },
    { build: 26, level: 112 },
    { build: 34, level: 135 },
    { build: 50, level: 176 },
    { build: 56, level: 192 },
  ],
};
