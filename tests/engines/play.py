"""Plays a deck in the engine of this Python's PyQt5 and says what went wrong."""

import os
import re
import shutil
import sys

from PyQt5.QtCore import QTimer, QUrl
from PyQt5.QtWebEngineWidgets import QWebEnginePage, QWebEngineView
from PyQt5.QtWidgets import QApplication

SECONDS = 60
LOOK = """
(function () {
  var stage = document.getElementById('stage');
  var drawn = document.querySelectorAll('.front svg > g, .front svg > rect').length;
  return [navigator.userAgent, stage && stage.getAttribute('data-slide'),
    stage && stage.getAttribute('data-version'), drawn].join('|');
})()
"""


class Page(QWebEnginePage):
    """Remembers what the player complains about."""

    complaints = []

    def javaScriptConsoleMessage(self, level, message, line, source):
        self.complaints.append("%s (line %d of %s)" % (message, line, source))


def colours(view):
    """How many colours are on the screen, counted on a coarse grid."""
    image = view.grab().toImage()
    return len({image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)})


def main(folder):
    app = QApplication(sys.argv[:1])
    view = QWebEngineView()
    page = Page(view)
    view.setPage(page)
    view.resize(384, 192)
    view.show()
    view.load(QUrl.fromLocalFile(os.path.join(folder, "wall", "index.html")))
    seen, plain = [], []

    def looked(answer):
        if not timer.isActive() or not answer.split("|")[1]:
            return
        if not seen or seen[-1] != answer:
            seen.append(answer)
        if colours(view) < 3:
            plain.append(answer)

    def publish():
        for name in sorted(os.listdir(os.path.join(folder, "news"))):
            if name != "index.html":
                shutil.copy(os.path.join(folder, "news", name), os.path.join(folder, "wall", name))

    timer = QTimer()
    timer.timeout.connect(lambda: page.runJavaScript(LOOK, looked))
    timer.start(100)
    QTimer.singleShot(SECONDS * 500, publish)
    QTimer.singleShot(SECONDS * 1000, app.quit)
    app.exec_()
    timer.stop()
    code = verdict(seen, plain, page.complaints)
    sys.stdout.flush()
    # Without tearing the engine down: old ones crash over that.
    os._exit(code)


def verdict(seen, plain, complaints):
    slides = [answer.split("|") for answer in seen]
    ids = [slide[1] for slide in slides]
    versions = {slide[2] for slide in slides}
    faults = ["says: " + complaint for complaint in complaints]
    if len(ids) < SECONDS - 5:
        faults.append("only %d slides" % len(ids))
    order = [pair for pair in zip(ids, ids[1:]) if pair[0] != pair[1] and pair[0] + pair[1] not in "abcda"]
    if len(order) > 1:
        faults.append("wrong order: %s" % order)
    if len(versions) != 2:
        faults.append("versions seen: %s" % sorted(versions))
    if [slide for slide in slides if slide[3] == "0"]:
        faults.append("a slide without a picture")
    if len(plain) > 2:
        faults.append("%d looks at a plain screen" % len(plain))
    engine = re.search(r"Chrome/[\d.]+", slides[0][0] if slides else "")
    print("%s: %d slides, %s" % (engine.group() if engine else "no engine", len(ids), "; ".join(faults) or "all well"))
    return 1 if faults else 0


if __name__ == "__main__":
    main(sys.argv[1])
