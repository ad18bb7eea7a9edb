// Reloads the page when the site is another than the one it came from.
const { version } = document.currentScript.dataset;
const events = new EventSource("/-daylight/events");
events.onmessage = (event) => {
  if (event.data !== version) location.reload();
};
