"""What looking.py finds on a page full of mistakes, so that its silence means something."""

from .looking import HEIGHT, NARROW, SCRIPT, in_the_browser

BAD = """
<!doctype html><html lang="en"><title>Bad</title>
<style>
  body { margin: 0 } a { outline: 2px solid } .blind:focus { outline: 0 }
  .tiny { position: absolute; font-size: 0 }
  .wide { width: 500px } .cut { overflow: hidden; white-space: nowrap; width: 50px }
  .under { position: absolute; top: 20px }
  .lid { position: fixed; top: 0; left: 0; width: 320px; height: 100px; background: white }
</style>
<h1>One</h1><h3>Three</h3><h1>Two</h1>
<p style="margin-top: 200px"><a href="#a" tabindex="2">second</a>
<a href="#b" tabindex="1">first</a>
<a href="#c" class="blind">blind</a> <a href="#d" class="tiny">tiny</a></p>
<a href="#e" class="under">under</a>
<p class="wide">wide</p><p class="cut">words that are cut off</p>
<div class="lid"></div>
"""


def seen(page) -> list[list[str]]:
    page.set_content(BAD)
    page.set_viewport_size({"width": NARROW, "height": HEIGHT})
    page.evaluate(SCRIPT)
    steps = page.evaluate("looking.watch()")
    for _step in range(steps):
        page.keyboard.press("Tab")
    return [page.evaluate(f"looking.{each}()") for each in ("headings", "fit", "walked")]


def test_looking_finds_what_is_wrong(browser):
    window = browser.new_context()
    headings, fit, walked = in_the_browser(window.new_page(), seen)
    window.close()
    assert headings == ["not exactly one h1", "headings skip a level: 1,3,1"]
    assert fit == [
        "page is 500 wide",
        "out of the window: p.wide “wide”",
        "cut off: p.cut “words that are cut off”",
    ]
    assert walked == [
        "out of order: a “second” after a “first”",
        "focus can't be seen: a.blind “blind”",
        "focus on something hidden: a.tiny “tiny”",
        "covered by div.lid “”: a.under “under”",
    ]
