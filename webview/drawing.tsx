// A chart as a part of the page: made when it comes into sight, and drawn over when its model changes.
import { useLayoutEffect, useRef } from "preact/hooks";
import type { ChartModel } from "../src/core/plan/index.ts";
import { ChartView } from "./chart-view.ts";
import type { Palette } from "./theme.ts";

export interface DrawingProps {
  readonly model: ChartModel;
  readonly palette: Palette;
  readonly copy: (what: string, text: string) => void;
}

export function Drawing({ model, palette, copy }: DrawingProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<ChartView>();
  useLayoutEffect(() => {
    if (!view.current) {
      view.current = new ChartView(model, copy);
      place.current?.append(view.current.root);
    }
    view.current.update(model, palette);
  }, [model, palette, copy]);
  useLayoutEffect(() => () => view.current?.destroy(), []);
  return <div ref={place} />;
}
