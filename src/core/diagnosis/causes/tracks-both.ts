// A rule that looks at states has the kernel track the whole family of its table (nf_ct_netns_get): one in a table of inet begins
// to track IPv6 where nothing has so far (seen on 6.18.44), and that while the table is full.
import { say } from "../../words/say.ts";

/** A sentence beside such a table, where IPv4 is what it is for. */
export const TRACKS_BOTH = say(
  "If this host does not track IPv6, write ip instead of inet: a table of inet whose rules look at ct state makes the kernel track both",
);
