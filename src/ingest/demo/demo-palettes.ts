import type { Palette } from "./demo-shapes.ts";

export const PALETTES: ReadonlyMap<string, Palette> = new Map([
  [
    "region",
    {
      sky: "#dcefe6",
      far: "#a8cdb8",
      near: "#6fa287",
      ground: "#4d7c66",
      accent: "#e2725b",
      light: "#fbf7ea",
      ink: "#24443a",
    },
  ],
  [
    "transports",
    {
      sky: "#d9ebf7",
      far: "#a9c8de",
      near: "#6f9fc2",
      ground: "#47708f",
      accent: "#f2a541",
      light: "#fdfaf2",
      ink: "#1f3a52",
    },
  ],
  [
    "economie",
    {
      sky: "#f6ead7",
      far: "#dcc39b",
      near: "#b98f5c",
      ground: "#8a6a45",
      accent: "#2f7f86",
      light: "#fffaf0",
      ink: "#4a3421",
    },
  ],
  [
    "culture",
    {
      sky: "#f3e0e6",
      far: "#d9b0c0",
      near: "#b06f8d",
      ground: "#7d4a68",
      accent: "#e8b04a",
      light: "#fff8f2",
      ink: "#4a2540",
    },
  ],
  [
    "scenes",
    {
      sky: "#e6e1f4",
      far: "#bfb3de",
      near: "#8a78bd",
      ground: "#5b4b8f",
      accent: "#e4574f",
      light: "#fdf9ff",
      ink: "#2d2353",
    },
  ],
  [
    "sciences",
    {
      sky: "#d8f0f0",
      far: "#9fd0d2",
      near: "#579fa6",
      ground: "#33757f",
      accent: "#f08a5d",
      light: "#f8fffb",
      ink: "#153f4a",
    },
  ],
  [
    "sport",
    {
      sky: "#e9f3d2",
      far: "#c2d994",
      near: "#85ad52",
      ground: "#5b8038",
      accent: "#e5533d",
      light: "#fefff6",
      ink: "#2c451c",
    },
  ],
  [
    "monde",
    {
      sky: "#dfe6f5",
      far: "#b1c0e2",
      near: "#6f86c0",
      ground: "#475c98",
      accent: "#e0a33e",
      light: "#fbfcff",
      ink: "#22305c",
    },
  ],
  [
    "nuit",
    {
      sky: "#1c2748",
      far: "#2c3b66",
      near: "#46588c",
      ground: "#131b35",
      accent: "#e9a23b",
      light: "#fdf3cf",
      ink: "#0c1226",
    },
  ],
]);
