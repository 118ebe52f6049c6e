// The kernel source trees that the tables were read from, so that a citation can only name one that was there.
// Data only.
import { say } from "../words/say.ts";

/** Where a tree can be found. The 6.17 tree was looked at for the DCCP keys only. */
const SOURCE_TREES = {
  "2.4.32": "iPodLinux/linux-2.4.32-ipod@b062b7d1e0df (vendor)",
  "2.6.11": "cgm88s/linux-2.6.11.12-cn@b343c1ba6854",
  "2.6.18": "laitianli/kernel-analyze_linux-2.6.18@5676ecc9b0d8",
  "2.6.22": "galeksandrp-keenetic/linux-2.6.22-tc@523ac1b7fc21 (vendor)",
  "2.6.24": "0x88888888/Linux2.6.24-comments@697052b181e2",
  "2.6.30": "keystargchy/linux-2.6.30@89a003f5df12",
  "2.6.32.67": "ericli1989/linux-2.6.32.67@088f83590cb1",
  "2.6.36": "galeksandrp-keenetic/linux-2.6.36@9ecf8ae5c888 (vendor)",
  "2.6.37": "srinugnt2000/linux-2.6.37@06664e69f31c",
  "3.6": "New-B/Linux3.6@4afeb2ff2205",
  "3.10": "hankai17/my_linux_310@7270fa8e5c20",
  "3.14.25": "geresa/openwrt-cc-linux-3.14.x-grsecurity@6e756b096fc3 (OpenWrt)",
  "3.18.24": "kkynn/linux318-comment@f2c7708eb125",
  "4.0.4": "omkar062/linux-4.0.4@df7c8bb3cbb1",
  "4.4.155": "rivsidn/linux-4.4.155@a1961d7580fc",
  "4.7.4": "calebwilliamsd/linux-4.7.4-casio@01851de9bbf8",
  "4.8.15": "squirrel20/linux-4.8.15@6870c69a7d05",
  "4.9.337": "keenetic/kernel-49@e301179d1cca (vendor)",
  "4.14.67": "YimengZhao/linux-4.14.67@c685f05ba987",
  "4.19.72": "fanglinn/linux-4.19.72@27670a66151e",
  "5.4.124": "HateTM/kernel-5.4.124@17f5840755c6 (OpenWrt-like)",
  "5.10.223": "Debian linux-source-5.10 5.10.223",
  "5.15.41": "Golaszewski/kernel-5.15@bd5feb5560c8 (OpenWrt-like)",
  "5.18.0": "DHDAXCW/kernel-5.18@b6b84b30fcbb (OpenWrt-like)",
  "5.19.0": "yishangzhang/linux-5.19@4a8550523ce9",
  "6.0-rc1": "sun363587351/linux-6.0@071a8bf088f3",
  "6.0.19": "RahulBoipai/linux-6.0.19@c6c856797463",
  "6.1.176": "Debian linux-source-6.1 6.1.176",
  "6.2.1": "daniellucs2002/linux-6.2.1-customized@9a50c8f9bea1",
  "6.6.152": "codesnas/linux-6.6.y@42daad3e2bf3 (OpenWrt-patched)",
  "6.12.107": "Debian linux-source-6.12 6.12.107",
  "6.14.0": "perishh/linux-6.14@347b100ec166",
  "6.17": "busysteve/linux-6.17.0-rust-ported-c@1e9822c103f8",
  "6.18.2": "gfunkmonk/linux-6.18.2@062668f4d006",
  "7.0.0": "julianw1010/WASP-linux-7.0.0@d0b9a1a6ae15",
  "7.1.5": "danayer/linux-7.1.5@9d1745cf8134",
  "7.2.13": "Debian linux-source-7.2 7.2.13",
} as const;

export type SourceTree = keyof typeof SOURCE_TREES;

/** "net/netfilter/nf_log.c in Linux 4.14.67 and 7.2.13". */
export function seenIn(file: string, ...trees: readonly [SourceTree, ...SourceTree[]]): string {
  const last = trees.at(-1);
  const values = { file, last: last ?? "", others: trees.slice(0, -1).join(", ") };
  return trees.length === 1 ? say("{file} in Linux {last}", values) : say("{file} in Linux {others} and {last}", values);
}

/** Said of what was tried on a running kernel, not read. */
export const MEASURED = say("measured on Linux 6.18.44 (x86_64, HZ 250)");
