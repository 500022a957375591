import { disc, rect, repeat, ring, scatter, type Scene, shape, stroke } from "./demo-shapes.ts";

const boat: Scene = ({ ink, accent, light, far, near }) =>
  shape("M0 420Q250 300 520 410T1200 380V520H0Z", far) +
  rect([0, 480, 1200, 195], near) +
  shape("M300 460H920L840 560H370Z", light) +
  rect([430, 370, 340, 90], light, 14) +
  repeat(4, (i) => rect([455 + i * 78, 392, 56, 44], ink, 8)) +
  rect([300, 490, 600, 14], accent) +
  repeat(6, (i) => stroke(`M${40 + i * 200} ${600 + (i % 2) * 26}q30-20 60 0t60 0`, light, 6));

const sail: Scene = ({ ink, accent, light, near }) =>
  rect([0, 500, 1200, 175], near) +
  stroke("M470 480V90M740 480V130", ink, 14) +
  shape("M480 100Q640 280 640 450H480Z", light) +
  shape("M460 140Q320 300 300 450H460Z", accent) +
  shape("M750 140Q880 300 890 450H750Z", light) +
  shape("M250 480H980L900 570H340Z", ink) +
  shape("M560 570H680L650 640H590Z", accent);

const sea: Scene = ({ ink, accent, light, near, far }) =>
  shape("M500 470Q760 380 1200 450V510H500Z", far) +
  rect([0, 490, 1200, 185], near) +
  shape("M0 560Q400 500 760 600T1200 590V675H0Z", light) +
  repeat(9, (i) => {
    const [x, y] = scatter(i + 1, [960, 260]);
    return stroke(`M${110 + x} ${90 + y}q28-30 50 0q24-30 52 0`, i % 3 === 0 ? accent : ink, 8);
  });

const rowing: Scene = ({ ink, accent, light, near, far }) =>
  shape("M0 400Q300 320 620 390T1200 360V470H0Z", far) +
  rect([0, 450, 1200, 225], near) +
  shape("M120 500H1080Q960 545 600 545T120 500Z", accent) +
  repeat(5, (i) => disc([330 + i * 130, 440, 24], ink) + rect([310 + i * 130, 464, 42, 40], ink, 10)) +
  repeat(5, (i) => stroke(`M${340 + i * 130} 490L${250 + i * 130} 610`, light, 8));

const lighthouse: Scene = ({ ink, accent, light, near }) =>
  shape("M620 180L1200 60V300Z", `${light}66`) +
  shape("M530 520L560 210H640L670 520Z", light) +
  repeat(3, (i) =>
    shape(`M${551 - i * 9} ${300 + i * 80}H${649 + i * 9}L${653 + i * 9} ${340 + i * 80}H${547 - i * 9}Z`, accent),
  ) +
  rect([555, 150, 90, 62], ink, 8) +
  shape("M545 152L600 100L655 152Z", accent) +
  shape("M330 560Q420 480 600 500T880 560V675H330Z", ink) +
  stroke("M0 610q60-30 120 0t120 0t120 0M840 620q60-30 120 0t120 0t120 0", near, 14);

const village: Scene = ({ ink, accent, light, near, far }) =>
  shape("M0 420Q260 210 560 400T1200 330V560H0Z", far) +
  shape("M0 500Q380 380 760 480T1200 450V675H0Z", near) +
  repeat(3, (i) => {
    const x = 360 + i * 190;
    const y = 400 + (i % 2) * 40;
    return (
      rect([x, y, 150, 110], light) +
      shape(`M${x - 20} ${y}L${x + 75} ${y - 90}L${x + 170} ${y}Z`, accent) +
      rect([x + 56, y + 45, 38, 65], ink)
    );
  });

const garden: Scene = ({ ink, accent, light, near }) =>
  repeat(6, (row) => {
    const y = 110 + row * 92;
    const plants = repeat(12, (i) =>
      disc([150 + i * 82, y, row % 2 === 0 ? 28 : 20], [near, accent, light][(row + i) % 3] ?? near),
    );
    return rect([90, y + 26, 1020, 16], ink, 8) + plants;
  });

const plant: Scene = ({ ink, accent, light, near }) =>
  rect([330, 50, 540, 580], light, 6) +
  stroke("M600 590Q560 340 610 110", near, 16) +
  repeat(7, (i) => {
    const y = 530 - i * 55;
    const reach = 190 - i * 16;
    const color = i % 2 === 0 ? near : accent;
    return stroke(`M590 ${y}q-${reach / 2} -20 -${reach} -90M590 ${y}q${reach / 2} -20 ${reach} -90`, color, 20 - i);
  }) +
  rect([690, 560, 140, 40], ink, 4);

const stars: Scene = ({ ink, accent, light, far }) =>
  repeat(60, (i) => disc([...scatter(i + 1, [1200, 430]), 2 + (i % 4)], light)) +
  shape("M0 480Q320 360 640 470T1200 430V675H0Z", far) +
  rect([470, 400, 260, 150], ink) +
  shape("M460 402a140 130 0 0 1 280 0Z", accent) +
  shape("M590 402L640 280L680 296L640 402Z", ink);

const pitch: Scene = ({ accent, light, near }) =>
  rect([100, 60, 1000, 555], near, 10) +
  `<g fill="none" stroke="${light}" stroke-width="8"><path d="M150 105H1050V570H150ZM600 105V570M150 230H300V445H150M1050 230H900V445H1050"/></g>` +
  ring([600, 337, 90], light, 8) +
  repeat(10, (i) => {
    const [x, y] = scatter(i + 1, [720, 360]);
    return disc([240 + x, 150 + y, 18], i % 2 === 0 ? accent : light);
  });

const plan: Scene = ({ ink, accent, light, near, far }) =>
  rect([110, 60, 980, 555], light, 8) +
  shape("M110 420Q420 330 640 430T1090 380V480Q820 520 600 500T110 520Z", far) +
  repeat(7, (i) => stroke(`M${190 + i * 130} 70V605M120 ${110 + i * 76}H1080`, `${near}44`, 4)) +
  stroke("M160 540L380 400L620 360L840 200L1040 150", accent, 18) +
  stroke("M200 140L420 250L620 360L800 470L1030 540", ink, 18) +
  repeat(5, (i) => disc([200 + i * 207, 140 + i * 100, 18], light) + ring([200 + i * 207, 140 + i * 100, 18], ink, 8));

const tiles: Scene = ({ accent, light, near, ink }) =>
  repeat(28, (i) => {
    const x = 60 + (i % 7) * 156;
    const y = 30 + Math.floor(i / 7) * 156;
    const flower = shape(
      `M${x + 72} ${y + 18}Q${x + 126} ${y + 72} ${x + 72} ${y + 126}Q${x + 18} ${y + 72} ${x + 72} ${y + 18}Z`,
      i % 3 === 0 ? accent : near,
    );
    return rect([x, y, 144, 144], light) + (i % 9 === 4 ? "" : flower + disc([x + 72, y + 72, 16], ink));
  });

export const COUNTRY_SCENES = {
  boat,
  sail,
  sea,
  rowing,
  lighthouse,
  village,
  garden,
  plant,
  stars,
  pitch,
  plan,
  tiles,
};
