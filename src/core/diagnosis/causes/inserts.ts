// Cause: new entries refused although the table had room: hash chains too long, or tuples taken.
import { BUCKETS_PATH } from "../../kernel/table-keys.ts";
import { meanChain } from "../../sizing/chains.ts";
import { chainFigure } from "../../sizing/table-words.ts";
import { formatCount } from "../../units/units.ts";
import { counted, type FindCause } from "../context.ts";
import type { Step } from "../diagnosis.ts";

export const insertsRefused: FindCause = ({ evidence, buckets, count, max, drops }) => {
  const long = counted(evidence, "chaintoolong");
  const failed = counted(evidence, "insert_failed");
  if (long === 0 && failed === 0) return undefined;
  const lines = [];
  if (long > 0) lines.push(`${formatCount(long)} new entries were refused because a hash chain was too long (chaintoolong)`);
  if (failed > long)
    lines.push(`${formatCount(failed - long)} more could not be inserted: packets of one flow raced, or NAT had no free port`);
  if (long > 0 && buckets !== undefined && count !== undefined)
    lines.push(
      `${formatCount(count)} entries in ${formatCount(buckets)} buckets: ${chainFigure(meanChain(count, buckets))} in an average chain`,
    );
  const wanted = max !== undefined && max > 0 ? max : undefined;
  const enlarge: readonly Step[] =
    long > 0 && wanted !== undefined && (buckets === undefined || buckets < wanted)
      ? [{ kind: "set", key: BUCKETS_PATH, value: wanted, why: "As many buckets as entries, as the kernel itself chooses since 5.15" }]
      : [];
  const lost = drops?.atLeast ?? 0;
  return {
    id: "inserts-refused",
    title: long > 0 ? "The hash table is too small for its entries" : "Some new connections could not be put into the table",
    confidence: long > 0 ? "certain" : "possible",
    weight: long > 0 ? Math.max(0.2, long / (long + lost)) : 0.1,
    evidence: lines,
    steps: enlarge,
  };
};
