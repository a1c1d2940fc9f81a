// Figures over time; the table above a chart says the same in words.
"use strict";
(() => {
  const HEIGHT = 190;
  const drawn = new Map(); // element -> its plot

  function data(marks) {
    const of = rival => marks.map(one => (one.is_rival === rival ? one.low : null));
    return [marks.map(one => one.at), of(false), of(true)];
  }
  function scale(marks) {
    const low = Math.min(...marks.map(one => one.low));
    const high = Math.max(...marks.map(one => one.high));
    const room = (high - low || Math.abs(high) || 1) * 0.2;
    return [low >= 0 && low < high / 2 ? 0 : low - room, high + room]; // from zero, where that hides nothing
  }
  function extend(self, low, high) {
    const room = (high - low) * 0.1;
    return [low - room, high + room];
  }
  // "12 Mar", never "3/12", which is another day elsewhere; the year and the day once, below.
  function days(self, all, at, space, step) {
    const write = (seconds, how) => new Date(seconds * 1e3).toLocaleString("en-GB", { timeZone: "UTC", ...how });
    const day = { day: "numeric", month: "short" };
    const [above, below] = step < 86400 ? [{ hour: "2-digit", minute: "2-digit" }, day] : [day, { year: "numeric" }];
    let last = "";
    return all.map(seconds => {
      const under = write(seconds, below), words = write(seconds, above) + (under === last ? "" : "\n" + under);
      last = under;
      return words;
    });
  }
  // Ranges as bars, and each number beside its mark where there is room for it.
  function label(marks, color) {
    return self => {
      const pen = self.ctx, ratio = devicePixelRatio;
      pen.save();
      pen.font = `${12 * ratio}px system-ui, sans-serif`;
      pen.fillStyle = color("--ink");
      pen.strokeStyle = color("--plain");
      pen.lineWidth = 2 * ratio;
      pen.textAlign = "center";
      let end = -Infinity;
      for (const one of marks) {
        const x = self.valToPos(one.at, "x", true), y = self.valToPos(one.high, "y", true);
        if (one.high !== one.low) {
          pen.beginPath();
          pen.moveTo(x, y);
          pen.lineTo(x, self.valToPos(one.low, "y", true));
          pen.stroke();
        }
        const text = one.sign + [...new Set([one.low, one.high])].map(number => number.toLocaleString("en")).join("–");
        const half = pen.measureText(text).width / 2;
        if (x - half < end) continue;
        pen.fillText(text, x, y - 9 * ratio);
        end = x + half + 4 * ratio;
      }
      pen.restore();
    };
  }
  function options(element, marks) {
    const style = getComputedStyle(element);
    const color = name => style.getPropertyValue(name).trim();
    const axis = { stroke: color("--soft"), grid: { stroke: color("--line"), width: 1 }, ticks: { stroke: color("--line"), width: 1 } };
    const told = element.parentElement.querySelector(".told-mark");
    return {
      width: element.clientWidth, height: HEIGHT, legend: { show: false }, tzDate: at => uPlot.tzDate(new Date(at * 1e3), "Etc/UTC"),
      cursor: { y: false, drag: { x: false, y: false } },
      scales: { x: { range: extend }, y: { range: () => scale(marks) } },
      axes: [{ ...axis, space: 70, values: days }, { ...axis, size: 56, values: (self, all) => all.map(one => one.toLocaleString("en")) }],
      series: [
        {},
        { stroke: color("--plain"), width: 2, spanGaps: true, points: { show: true, size: 8, fill: color("--plain") } },
        { stroke: color("--against"), paths: () => null, points: { show: true, size: 9, width: 2, fill: color("--paper") } },
      ],
      hooks: {
        draw: [label(marks, color)],
        setCursor: [self => { told.textContent = self.cursor.idx == null ? "" : marks[self.cursor.idx].words; }],
      },
    };
  }
  function draw(element) {
    drawn.get(element)?.destroy();
    const marks = JSON.parse(element.dataset.marks);
    drawn.set(element, new uPlot(options(element, marks), data(marks), element));
    element.dataset.drawn = "yes";
  }
  function drawAll() {
    for (const [element, plot] of drawn) {
      if (element.isConnected) continue;
      plot.destroy();
      drawn.delete(element);
    }
    for (const element of document.querySelectorAll(".chart")) if (element.clientWidth) draw(element);
  }
  drawAll();
  document.addEventListener("htmx:afterSettle", drawAll);
  addEventListener("resize", drawAll);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  new MutationObserver(drawAll).observe(document.documentElement, { attributeFilter: ["data-theme"] });
})();
