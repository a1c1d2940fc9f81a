// Places on outlines that come from this server; the list below the map says the same in words.
"use strict";
(() => {
  function label(point) {
    const box = document.createElement("span");
    const name = document.createElement("b");
    name.textContent = point.name;
    box.append(name, point.words ? " " + point.words : "");
    return box; // an element, not a string: a string would be taken for HTML
  }
  async function draw(element) {
    const points = JSON.parse(element.dataset.points);
    const map = L.map(element, { attributionControl: false, minZoom: 1, maxZoom: 9, worldCopyJump: true, zoomSnap: 0.5, scrollWheelZoom: false });
    const style = getComputedStyle(element);
    const color = name => style.getPropertyValue(name).trim();
    const places = points.map(one => [one.lat, one.lon]);
    if (element.dataset.route && places.length > 1) {
      L.polyline(places, { className: "route", weight: 2, dashArray: "5 5" }).addTo(map);
    }
    points.forEach(one => {
      const marker = one.radius_km
        ? L.circle([one.lat, one.lon], { radius: one.radius_km * 1000, className: "spot unsure" })
        : L.circleMarker([one.lat, one.lon], { radius: 5 + Math.min(one.n, 9), className: one.sure ? "spot" : "spot unsure" });
      marker.addTo(map).bindTooltip(label(one));
    });
    if (places.length === 1) map.setView(places[0], 4);
    else map.fitBounds(places, { padding: [40, 40], maxZoom: 6 });
    const answer = await fetch(element.dataset.land);
    L.geoJSON(await answer.json(), { className: "land", interactive: false, weight: 0.5 }).addTo(map).bringToBack();
    element.dataset.drawn = "yes";
  }
  for (const element of document.querySelectorAll(".map")) draw(element);
})();
