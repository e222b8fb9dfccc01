// Look people up while a keeper types; without this script the same form works with its button.
const form = document.querySelector("form[data-lookup]");
if (form) {
  const found = document.getElementById(form.dataset.lookup);
  let waiting = 0;
  let running;

  const look = async () => {
    running?.abort();
    running = new AbortController();
    const address = new URL(form.action);
    address.searchParams.set("q", form.elements.q.value);
    try {
      const reply = await fetch(address, { headers: { "X-Part": "found" }, signal: running.signal });
      if (reply.ok) found.innerHTML = await reply.text();
    } catch (error) {
      if (error.name !== "AbortError") return; // no connection: the button still works later
    }
  };

  form.elements.q.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, 200);
  });
}
