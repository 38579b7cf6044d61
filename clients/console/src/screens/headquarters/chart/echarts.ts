// The chart that is used, and no other: each more would cost the bundle a tenth.
// It draws on a canvas, words too: nothing of a county's words becomes markup.
import { SankeyChart, type SankeySeriesOption } from "echarts/charts";
import { init, use, type ComposeOption } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

use([SankeyChart, CanvasRenderer]);

export type ChartOption = ComposeOption<SankeySeriesOption>;

export { init };
