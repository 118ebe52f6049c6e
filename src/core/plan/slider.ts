// The logarithmic scale of a slider: eight even steps from each power of two to the next. Knows no slider.

const STEPS = 8;

/** Steps from the least value to the greatest; positions run from 0 to this. */
export function sliderSteps({ min, max }: SliderBounds): number {
  return Math.round((Math.log2(max) - Math.log2(min)) * STEPS);
}

export interface SliderBounds {
  /** Powers of two, `min` at least 8 so that each step is a whole number. */
  readonly min: number;
  readonly max: number;
}

/** The value at a position: 512, 576, 640 ... 1024, 1152 ... */
export function sliderValue({ min, max }: SliderBounds, position: number): number {
  const octave = Math.floor(position / STEPS);
  const value = min * 2 ** octave * (1 + (position - octave * STEPS) / STEPS);
  return Math.min(max, Math.max(min, Math.round(value)));
}

/** The position nearest to a value; what lies outside stands at the end. */
export function sliderPosition(bounds: SliderBounds, value: number): number {
  const steps = sliderSteps(bounds);
  if (value <= bounds.min) return 0;
  const octave = Math.floor(Math.log2(value / bounds.min));
  const within = value / (bounds.min * 2 ** octave) - 1;
  return Math.min(steps, Math.round((octave + within) * STEPS));
}
