// While an archive is being read, its figures are asked for every few seconds; without this, a reload shows them.
const place = document.querySelector("[data-progress]");
const EVERY = 3000;

const look = async () => {
  if (!place.querySelector("[data-open]")) return;
  if (!document.hidden && !place.contains(document.activeElement)) {
    try {
      const reply = await fetch(location.pathname, { headers: { "X-Part": "progress" } });
      if (reply.ok) place.innerHTML = await reply.text();
    } catch { /* the next look may find the way again */ }
  }
  setTimeout(look, EVERY);
};
if (place) setTimeout(look, EVERY);
