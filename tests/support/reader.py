# SPDX-License-Identifier: GPL-3.0-or-later
"""A program as a user of a screen reader meets it: what is there has a role and a name, and can be done.

Only the accessibility tree is read. Keys are real key strokes. Nothing waits for a time: everything waits
for what it wants to see, until a deadline.
"""

import contextlib
import os
import re
import subprocess
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib

# GTK 4.8 has no cache object, which libatspi warns of at each program it meets.
GLib.log_set_handler("dbind", GLib.LogLevelFlags.LEVEL_WARNING, lambda *_: None, None)

DEADLINE = float(os.environ.get("ETALASE_TEST_DEADLINE", 30))

# A program that is busy has not gone.
Atspi.set_timeout(int(DEADLINE * 1000), int(DEADLINE * 2000))

# Roles that a person can act on: each needs a name.
CONTROLS = {
    "push button", "toggle button", "check box", "radio button", "switch", "combo box", "text", "entry", "spin button",
    "link", "list item", "table cell", "menu item", "page tab", "slider", "search bar", "button", "editbar", "menu button",
}

# What is read as one: what it is made of is not looked at.
WHOLE = {"label", "image", "scroll bar", "separator", "table cell"}


class NotSeen(AssertionError):
    """What should have been there by now is not."""


def until(look, what, deadline=DEADLINE):
    """What `look` returns, as soon as that is something."""
    end = time.monotonic() + deadline
    while True:
        hear()
        try:
            seen = look()
        except GLib.Error:  # it went away while it was looked at
            seen = None
        if seen:
            return seen
        if time.monotonic() > end:
            raise NotSeen(f"{what}: not seen in {deadline:.0f} seconds")
        time.sleep(0.05)


def hear():
    """What the programs told meanwhile."""
    while GLib.MainContext.default().iteration(False):
        pass


def children(node):
    if node.get_role() == Atspi.Role.APPLICATION:
        settle(node)
    return [child for i in range(node.get_child_count()) if (child := node.get_child_at_index(i))]


def settle(app):
    """Waits until no window has come or gone for a moment.

    GTK 4.8 counts a window among the program's before the window has a place in the tree, and asking for it then
    ends the program.
    """
    count, since = app.get_child_count(), time.monotonic()
    if count == settled.get(hash(app)):
        return
    while time.monotonic() < since + 0.4:
        time.sleep(0.05)
        if (now := app.get_child_count()) != count:
            count, since = now, time.monotonic()
    settled[hash(app)] = count


settled = {}  # how many windows each program had when it was last looked at


def walk(node, last_first=False):
    """Everything below, in reading order. A line of a list is read by its name, as one.

    The pages of a stack that are not in front are there, too: GTK 4.8 does not tell them apart, and asking it
    what lies at a point can end the program (it answers with an object that has no path yet).
    """
    for child in reversed(children(node)) if last_first else children(node):
        yield child
        if child.get_role_name() not in WHOLE:
            yield from walk(child, last_first)


def name_of(node):
    """As a person hears it. GTK 4.8 calls what has no name by its class, and says a button's label twice."""
    name = node.get_name().replace("_", "")
    name = re.sub(r"^(.+) \1$", r"\1", name)
    return "" if re.fullmatch(r"(Gtk|Adw|Eta)[A-Z][A-Za-z]+", name) else name


def has(node, state):
    return node.get_state_set().contains(getattr(Atspi.StateType, state.upper()))


def text_of(node):
    if "Text" not in node.get_interfaces():
        return ""
    return Atspi.Text.get_text(node, 0, Atspi.Text.get_character_count(node))


def describe(node):
    return f"{node.get_role_name()} {name_of(node)!r}"


class Reader:
    """One program, found by the id of its process."""

    def __init__(self, process):
        self.process = process
        self.app = until(self.find_app, "the program in the accessibility tree", 60)
        self.app.set_cache_mask(Atspi.Cache.NONE)
        self.at, self.moves = None, 0  # what has the focus, and how often that changed
        self.listener = Atspi.EventListener.new(self.hear_focus)
        self.listener.register("object:state-changed:focused")
        self.heard = []  # what was said without being asked for, the newest last
        self.ear = Atspi.EventListener.new(self.hear_alert)
        self.ear.register("object:property-change:accessible-name")

    def hear_focus(self, event):
        if event.detail1:
            self.at, self.moves = event.source, self.moves + 1

    def hear_alert(self, event):
        with contextlib.suppress(GLib.Error):
            if event.any_data and event.source.get_role_name() == "alert":
                self.heard.append(event.any_data)

    def find_app(self):
        if self.process.poll() is not None:
            raise NotSeen(f"the program ended with status {self.process.returncode}")
        return next((app for app in children(Atspi.get_desktop(0)) if app.get_process_id() == self.process.pid), None)

    # --- finding ---

    def look(self, role, name=None, within=None, state=None, last_first=False):
        """All that is there with this role, and a name that is this one or matches this pattern."""
        for node in walk(within or self.app, last_first):
            if node.get_role_name() == role and fits(name, name_of(node)) and (not state or has(node, state)):
                yield node

    def find(self, role, name=None, within=None, state=None, deadline=DEADLINE, last_first=False):
        return until(lambda: next(self.look(role, name, within, state, last_first), None), f"{role} {name!r}", deadline)

    def find_words(self, words, within=None, deadline=DEADLINE):
        """Any text or name that holds these words."""
        return until(
            lambda: next((node for node in walk(within or self.app) if words in name_of(node) or words in text_of(node)), None),
            f"the words {words!r}", deadline)

    def gone(self, role, name, deadline=DEADLINE):
        until(lambda: next(self.look(role, name), None) is None, f"{role} {name!r} gone", deadline)

    def hears(self, words, deadline=DEADLINE):
        """That something is said which fits these words, now or since it last heard something."""
        until(lambda: any(fits(words, said) for said in self.heard), f"the message {words!r}; heard {self.heard}", deadline)
        self.heard.clear()

    def text(self, node):
        return text_of(node)

    # --- doing ---

    def press(self, node):
        """What a click would do."""
        if not any(Atspi.Action.get_n_actions(one) and Atspi.Action.do_action(one, 0) for one in with_inner(node)):
            raise NotSeen(f"{describe(node)} can not be pressed")

    def activate(self, action):
        """An action of the window, as its menus and keys have it."""
        for frame in children(self.app):
            names = [Atspi.Action.get_action_name(frame, i) for i in range(Atspi.Action.get_n_actions(frame))]
            if action in names:
                Atspi.Action.do_action(frame, names.index(action))
                return
        raise NotSeen(f"the action {action}")

    def focus(self, role, name=None, within=None, most=120):
        """By the keyboard, as somebody does who has no mouse: Tab to it, in a list by the arrows. Returns it.

        A list that changes puts other lines in the place of those it had, so that what was found once is looked for
        again when it is no longer what it was.
        """
        node, lost = None, 0
        for _ in range(most):
            if not is_still(node, name):
                node = self.find(role, name, within)
            if any(has(one, "focused") for one in with_inner(node)):
                return node
            key = self.step_to(node) or ("Tab" if lost > 5 else None)
            if key:
                self.move(key)
            node, lost = (node, 0) if key else (None, lost + 1)
        raise NotSeen(f"{role} {name!r} does not get the focus by the keyboard")

    def step_to(self, node):
        """The key that brings the focus nearer to a line of a list; into the list when it is not there yet.

        None while the list is putting other lines in their places.
        """
        if node.get_role_name() not in ("list item", "table cell"):
            return "Tab"
        try:
            lines = children(node.get_parent())
            at = next((i for i, line in enumerate(lines) if line == self.at or has(line, "focused")), None)
            if at is None and self.at and self.at.get_role_name() != node.get_role_name():
                return "Tab"
        except GLib.Error:
            return None
        return None if at is None or node not in lines else "Down" if at < lines.index(node) else "Up"

    def move(self, key):
        """The focus follows the key in its own time. There may be no other place for it."""
        moves = self.moves
        self.keys(key)
        with contextlib.suppress(NotSeen):
            until(lambda: self.moves > moves, "another focus", 1)

    def enter(self, role, name=None, within=None):
        self.focus(role, name, within)
        self.keys("Return")

    def write(self, node, text):
        """In place of what stands there."""
        if "EditableText" not in node.get_interfaces() or not Atspi.EditableText.set_text_contents(node, text):
            raise NotSeen(f"{describe(node)} can not be written")
        until(lambda: text_of(node) == text, f"the text in {describe(node)}")

    def keys(self, *keys):
        xdotool("key", "--clearmodifiers", *keys)

    def type(self, text):
        xdotool("type", "--delay", "15", text)

    def press_for_window(self, button):
        """What it opens."""
        windows = self.app.get_child_count()
        self.press(button)
        until(lambda: self.app.get_child_count() > windows, "another window")
        return children(self.app)[-1]

    def print_to_file(self, button):
        """Through the toolkit's dialog: into output.pdf in the program's folder."""
        windows = self.app.get_child_count()
        dialog = self.press_for_window(button)
        go = self.find("push button", "Print", dialog)
        self.move("Tab")  # from the tabs into the list of printers
        self.keys("space")
        until(lambda: has(go, "sensitive"), "the printer that writes files")
        self.focus("push button", "Print", dialog)
        self.keys("Return")
        until(lambda: self.app.get_child_count() == windows, "the print dialog gone")

    def choose_file(self, button, path):
        """Through the file chooser, with the path typed. Returns what it was done with."""
        windows = self.app.get_child_count()
        chooser = self.press_for_window(button)
        self.type(str(path))  # a slash begins a path there
        until(lambda: next((node for node in walk(chooser) if text_of(node) == str(path)), None), "the path in the file chooser")
        self.keys("Return")
        until(lambda: self.app.get_child_count() == windows, "the file chooser gone")
        return "the file chooser"

    # --- judging ---

    def nameless(self):
        """Controls that a screen reader could only call "button". The inner button of a named menu button is none."""
        return [where(node) for node in walk(self.app)
                if node.get_role_name() in CONTROLS and has(node, "focusable") and not name_of(node).strip() and not is_part(node)]

    def tree(self):
        """For a person to read, when something is not found."""
        lines = []

        def add(node, depth):
            lines.append(f"{'  ' * depth}{describe(node)} {text_of(node)!r}".replace(" ''", ""))
            for child in children(node):
                add(child, depth + 1)

        add(self.app, 0)
        return "\n".join(lines)


def with_inner(node):
    """A menu button is pressed, and has the focus, by the button in it."""
    return [node, *(child for child in children(node) if child.get_role_name() == node.get_role_name())]


def is_still(node, name):
    """Whether it is there yet, and called so."""
    try:
        return node is not None and not has(node, "defunct") and fits(name, name_of(node))
    except GLib.Error:
        return False


def fits(wanted, name):
    return wanted is None or (wanted.search(name) is not None if isinstance(wanted, re.Pattern) else wanted == name)


def is_part(node):
    """The toolkit's own: the button in a menu button, the chosen line in a combo box."""
    above, at = [], node
    while len(above) < 5 and (at := at.get_parent()):
        above.append(at)
    return bool(name_of(above[0])) or any(one.get_role_name() == "combo box" and name_of(one) for one in above)


def where(node):
    path = []
    while node and node.get_role_name() != "application":
        path.append(describe(node))
        node = node.get_parent()
    return " < ".join(one for one in path if not one.endswith(" ''") or one == path[0])


def xdotool(*args):
    subprocess.run(["xdotool", *args], check=True, timeout=60)


def picture(path, box="100%x100%+0+0"):
    """The screen as it is, or a part of it: WIDTHxHEIGHT+X+Y."""
    # Without the time in it, two pictures of the same are the same file.
    subprocess.run(["import", "-silent", "-window", "root", "-crop", box, "+repage", "-strip", "-define", "png:exclude-chunks=date,time",
                    str(path)], check=True, timeout=60)
