import { disc, rect, repeat, ring, type Scene, shape, stroke } from "./demo-shapes.ts";

const tram: Scene = ({ ink, accent, light, far }) =>
  repeat(7, (i) => rect([i * 180 - 20, 240 + (i % 3) * 40, 130, 260], far)) +
  stroke("M0 190H1200M600 190L560 270H640Z", ink, 4) +
  rect([170, 270, 860, 230], accent, 46) +
  repeat(6, (i) => rect([215 + i * 132, 310, 104, 90], light, 12)) +
  rect([170, 430, 860, 18], light) +
  repeat(4, (i) => disc([280 + i * 215, 505, 26], ink)) +
  rect([0, 530, 1200, 10], ink);

const bus: Scene = ({ ink, accent, light, far }) =>
  repeat(6, (i) => rect([i * 210 - 30, 200 + (i % 2) * 70, 160, 300], far)) +
  rect([280, 260, 640, 260], accent, 34) +
  repeat(5, (i) => rect([318 + i * 115, 300, 92, 88], light, 8)) +
  repeat(2, (i) => disc([420 + i * 360, 525, 46], ink) + disc([420 + i * 360, 525, 18], light)) +
  shape("M920 440L1200 400V560L920 480Z", `${light}55`);

const bike: Scene = ({ ink, accent, light }) =>
  ring([400, 450, 110], ink, 16) +
  ring([860, 470, 90], ink, 16) +
  stroke("M400 450L520 270H700L860 470M520 270L600 450H400M480 240H550M700 270V210H640", ink, 16) +
  rect([700, 300, 230, 130], accent, 12) +
  stroke("M700 345H930", light, 8);

const street: Scene = ({ ink, accent, light, near, far }) =>
  repeat(6, (i) => {
    const x = 90 + i * 172;
    const y = 190 + ((i * 53) % 90);
    const wall = [accent, near, far][i % 3] ?? near;
    const panes = repeat(6, (pane) =>
      rect([x + 28 + (pane % 2) * 62, y + 40 + Math.floor(pane / 2) * 74, 40, 50], light, 4),
    );
    return shape(`M${x} ${y}L${x + 80} ${y - 80}L${x + 160} ${y}Z`, ink) + rect([x, y, 160, 520 - y], wall) + panes;
  });

const fountain: Scene = ({ accent, light, near, ink }) =>
  repeat(5, (i) => rect([110 + i * 240, 380, 18, 120], ink) + disc([119 + i * 240, 350, 78], near)) +
  repeat(7, (i) => stroke(`M600 520Q${480 + i * 40} ${200 + Math.abs(i - 3) * 30} ${330 + i * 90} 540`, light, 10)) +
  shape("M260 540H940L880 610H320Z", accent);

const hall: Scene = ({ ink, accent, light, near }) =>
  shape("M120 300Q600 30 1080 300V540H120Z", near) +
  repeat(5, (i) => shape(`M${170 + i * 176} 540V380a78 78 0 0 1 156 0V540Z`, light)) +
  repeat(9, (i) => stroke(`M600 110L${120 + i * 120} 300`, ink, 5)) +
  stroke("M120 300Q600 30 1080 300", ink, 14) +
  rect([120, 292, 960, 16], ink) +
  shape("M430 675L540 540H660L770 675Z", accent);

const bridge: Scene = ({ ink, accent, light, far }) =>
  shape("M0 430Q300 330 600 420T1200 400V520H0Z", far) +
  rect([0, 500, 1200, 175], light) +
  stroke("M100 440Q350 150 600 440Q850 150 1100 440", accent, 22) +
  repeat(9, (i) => stroke(`M${140 + i * 115} 440V${i === 4 ? 430 : 350}`, accent, 8)) +
  rect([0, 432, 1200, 30], ink) +
  repeat(3, (i) => rect([85 + i * 500, 440, 30, 170], ink)) +
  repeat(5, (i) => stroke(`M${60 + i * 240} ${590 + (i % 2) * 30}h110`, far, 8));

const shelves: Scene = ({ ink, accent, light, near, far }) =>
  repeat(3, (row) => {
    const books = repeat(17, (i) => {
      const height = 90 + ((i * 37 + row * 23) % 50);
      return rect(
        [135 + i * 55, 230 + row * 175 - height, 44, height],
        [accent, near, far, light][(i + row) % 4] ?? near,
        4,
      );
    });
    return books + rect([110, 230 + row * 175, 980, 18], ink);
  });

const workshop: Scene = ({ ink, accent, light, near }) =>
  rect([120, 110, 960, 240], near, 12) +
  repeat(
    6,
    (i) =>
      rect([190 + i * 150, 140, 22, 120], ink, 6) +
      rect([166 + i * 150, 240, 70, 60], i % 2 === 0 ? accent : light, 10),
  ) +
  rect([80, 430, 1040, 40], ink) +
  repeat(2, (i) => rect([150 + i * 850, 470, 50, 170], ink)) +
  rect([380, 350, 180, 80], light, 6) +
  rect([620, 385, 260, 45], accent, 6);

const stage: Scene = ({ ink, accent, light, near }) =>
  rect([90, 60, 1020, 500], ink) +
  disc([600, 320, 190], light) +
  repeat(4, (i) => rect([90 + i * 75, 60, 70, 500], i % 2 === 0 ? accent : near)) +
  repeat(4, (i) => rect([815 + i * 75, 60, 70, 500], i % 2 === 0 ? near : accent)) +
  repeat(9, (i) => disc([147 + i * 113, 70, 58], accent)) +
  rect([50, 560, 1100, 40], near);

const kiosk: Scene = ({ ink, accent, light, near }) =>
  repeat(4, (i) => disc([110 + i * 330, 330, 110], near)) +
  shape("M300 250L600 90L900 250Z", accent) +
  repeat(5, (i) => rect([330 + i * 130, 250, 20, 230], ink)) +
  rect([290, 480, 620, 70], light) +
  repeat(3, (i) => disc([430 + i * 160, 430, 22], ink) + stroke(`M${450 + i * 160} 430V330l40 20`, ink, 10));

const ballot: Scene = ({ ink, accent, light, near }) =>
  repeat(3, (i) => rect([350 + i * 170, 120 + (i % 2) * 50, 150, 210], [light, accent, near][i] ?? light, 8)) +
  rect([300, 300, 600, 280], ink, 18) +
  rect([420, 330, 360, 20], light, 10) +
  disc([600, 460, 60], accent);

export const TOWN_SCENES = { tram, bus, bike, street, fountain, hall, bridge, shelves, workshop, stage, kiosk, ballot };
