"use strict";

// Draws each chart from the table beside it, which says the same without a script.
(() => {
  const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const number = (cell) => Number(cell.dataset.value);

  const draw = (canvas) => {
    const rows = [...document.querySelectorAll(`#${canvas.dataset.table} tbody tr`)].reverse();
    const cells = rows.map((row) => row.querySelector(`[data-series="${canvas.dataset.series}"]`));
    const times = rows.map((row) => Date.parse(row.querySelector("time").dateTime));
    const isShort = times.at(-1) - times[0] < 2 * 24 * 3600 * 1000;
    const words = (time) => {
      const exact = new Date(time).toISOString();
      return isShort ? exact.slice(11, 16) : exact.slice(0, 10);
    };
    return new Chart(canvas, {
      type: "line",
      data: {
        datasets: [{
          data: cells.map((cell, index) => ({ x: times[index], y: number(cell) })),
          borderColor: style("--accent"),
          backgroundColor: style("--accent-soft"),
          fill: true,
          stepped: true,
          borderWidth: 2,
          pointRadius: rows.length > 60 ? 0 : 2,
        }],
      },
      options: {
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        plugins: {
          legend: { display: false },
          tooltip: { displayColors: false, callbacks: { title: (points) => new Date(points[0].parsed.x).toISOString() } },
        },
        scales: {
          x: {
            type: "linear",
            ticks: { color: style("--muted"), maxTicksLimit: 6, maxRotation: 0, callback: words },
            grid: { display: false },
          },
          y: { ticks: { color: style("--muted"), maxTicksLimit: 5 }, grid: { color: style("--line") } },
        },
      },
    });
  };

  const charts = [];

  const drawAll = () => {
    charts.splice(0).forEach((chart) => chart.destroy());
    if (window.Chart) {
      document.querySelectorAll("canvas[data-table]").forEach((canvas) => {
        canvas.closest(".charts").hidden = false;
        charts.push(draw(canvas));
      });
    }
  };

  drawAll();
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
})();
