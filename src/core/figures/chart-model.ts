// What each drawing shows, decided here: series, units, labels, scales, a summary in words, and the same numbers as a
// table. Who draws it needs to know no conntrack; this knows no canvas and no colour value.

/** What a number is; formatIn prints it. */
export type Unit = "entries" | "bytes" | "seconds" | "share" | "nodes" | "buckets";

/** Names of theme colours, as --vscode-charts-NAME. */
export type ChartColour = "blue" | "green" | "orange" | "purple" | "red" | "yellow" | "foreground";

export interface Axis {
  readonly label: string;
  /** "category": x of the points is an index into `categories`. */
  readonly scale: "linear" | "category";
  readonly unit: Unit | null;
  readonly categories?: readonly string[];
  readonly min?: number;
  readonly max?: number;
}

export interface ChartPoint {
  readonly x: number;
  readonly y: number;
}

export interface ChartSeries {
  readonly id: string;
  readonly label: string;
  readonly draw: "bars" | "line" | "area" | "point";
  /** For an area: the series whose line is its lower edge; without it, the axis. */
  readonly downTo?: string;
  readonly colour: ChartColour;
  readonly points: readonly ChartPoint[];
}

/** A straight line across the chart, or a band where `to` is given, which ends with the axis at the latest. */
export interface ChartMark {
  readonly id: string;
  readonly label: string;
  readonly axis: "x" | "y";
  readonly at: number;
  readonly to?: number;
  /** Beyond the end of the axis, and named there. */
  readonly edge?: true;
  readonly colour: ChartColour;
}

export interface TableModel {
  readonly caption: string;
  readonly columns: readonly { readonly label: string; readonly unit: Unit | null }[];
  /** Cells as shown; the first of a row is its heading. */
  readonly rows: readonly (readonly string[])[];
}

export type ChartId = "memory-parts" | "chain-gauge" | "chain-lengths" | "occupancy" | "fill" | "live-fill" | "live-losses" | "live-states";

export interface ChartModel {
  readonly id: ChartId;
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  /** Whether bars or areas of one x stand on each other. */
  readonly stacked: boolean;
  readonly series: readonly ChartSeries[];
  readonly marks: readonly ChartMark[];
  /** The drawing in one to three sentences, for those who do not see it. */
  readonly summary: string;
  readonly table: TableModel;
}
