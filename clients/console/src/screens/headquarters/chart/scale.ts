// Scales of a chart that is drawn by hand.

/** The next round number from `most` on: 1, 2, 2.5 or 5 with noughts behind. */
export function roundTop(most: number): number {
  if (most <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 2.5, 5, 10].find((one) => one * power >= most)!;
  return step * power;
}

/** Lines through what is known; what is not leaves a gap: `M1 2L3 4`. */
export function linePath(points: readonly ({ x: number; y: number } | undefined)[]): string {
  let isDrawn = false;
  return points.map((point) => {
    const command = isDrawn ? "L" : "M";
    isDrawn = point !== undefined;
    return point ? `${command}${point.x.toFixed(1)} ${point.y.toFixed(1)}` : "";
  }).join("");
}

/** Which of so many labels are shown where each needs `room` of `width`. */
export function isLabelled(at: number, count: number, width: number, room: number): boolean {
  const every = Math.max(1, Math.ceil((count * room) / Math.max(width, 1)));
  return (count - 1 - at) % every === 0;
}
