#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""test-handbook.py SOURCE: the handbook says what the program says, in both languages.

`Words` in a page are the program's own: they must be a text of the sources, in that language. **Ctrl+X** must be
a key that some part of the program listens to. Pictures and links lead somewhere.
"""

import pathlib
import re
import struct
import subprocess
import sys
import xml.etree.ElementTree

source = pathlib.Path(sys.argv[1])
handbook = source / "data" / "handbook"
LANGUAGES = ("en", "id")
WIDEST, HEAVIEST = 640, 60_000
KEY = re.compile(r"(?:(?:Ctrl|Alt|Shift)\+)*(?:[A-Z0-9?←→]|F\d+|Enter|Delete|Esc|Home|Page Up|Page Down)")
KEY_NAMES = {"?": "question", "←": "Left", "→": "Right", "Enter": "Return", "Esc": "Escape", "Page Up": "Page_Up",
             "Page Down": "Page_Down"}
MODIFIERS = {"Ctrl": "CONTROL", "Alt": "ALT", "Shift": "SHIFT"}

faults = []


def fault(path, words):
    faults.append(f"{path.relative_to(source)}: {words}")


def msgids():
    """What the sources have to say now, not what was once translated."""
    pot = subprocess.run(
        ["xgettext", "--files-from=po/POTFILES", "--output=-", "--from-code=UTF-8", "--keyword=_", "--keyword=N_",
         "--keyword=C_:1c,2", "--keyword=NC_:1c,2"], cwd=source, check=True, capture_output=True, text=True).stdout
    return set(texts_of(pot))


def texts_of(po):
    """Each msgid with its msgstr."""
    texts = {}
    for part in re.split(r"\n\s*\n", po):
        said = {}
        for name, lines in re.findall(r'^(msgid|msgstr(?:\[0\])?) ((?:"(?:[^"\\]|\\.)*"\n?)+)', part, re.M):
            said[name.partition("[")[0]] = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', lines)).replace('\\"', '"')
        if said.get("msgid"):
            texts[said["msgid"]] = said.get("msgstr", "")
    return texts


def words_of(language, ids):
    translated = {} if language == "en" else texts_of((source / "po" / f"{language}.po").read_text("utf-8"))
    return {(translated.get(text) or text).replace("_", "") for text in ids}


def keys():
    """What the sources bind, as a set of modifiers and a key each."""
    found = set()
    for path in sorted((source / "src/desktop").glob("*.c")) + sorted((source / "ui").glob("eta-*.ui")):
        text = path.read_text("utf-8").replace("&lt;", "<").replace("&gt;", ">")
        for modifiers, key in re.findall(r'["|>]((?:<\w+>)+)(\w+)', text) + re.findall(r'(?:\{ "|trigger">)()(\w+)["<]', text):
            found.add((frozenset(word.upper() for word in re.findall(r"<(\w+)>", modifiers)), key.lower()))
        for key, modifiers in re.findall(r"GDK_KEY_(\w+),\s*([\w |]+)", text):
            found.add((frozenset(re.findall(r"GDK_(\w+)_MASK", modifiers)), key.lower()))
    return found


def check_key(path, words, bound):
    *modifiers, key = words.split("+")
    if (frozenset(MODIFIERS[word] for word in modifiers), KEY_NAMES.get(key, key).lower()) not in bound:
        fault(path, f"nothing listens to the key {words}")


def check_picture(path, picture):
    if not picture.exists():
        fault(path, f"there is no {picture.name}: ./dev pictures --handbook makes it")
        return
    head = picture.read_bytes()[:24]
    width = struct.unpack(">I", head[16:20])[0]
    if not head.startswith(b"\x89PNG") or width > WIDEST or picture.stat().st_size > HEAVIEST:
        fault(picture, f"a PNG of {WIDEST} points and {HEAVIEST} bytes at most is wanted")


def check_page(path, language, said, bound, names):
    text = path.read_text("utf-8")
    if not re.match(r"# .+\n\n", text):
        fault(path, "its first line is no title")
    for words in re.findall(r"`([^`\n]+)`", text):
        if words not in said:
            fault(path, f"the program does not say “{words}”")
    for words in re.findall(r"\*\*([^*\n]+)\*\*", text):
        if KEY.fullmatch(words):
            check_key(path, words, bound)
    for name in re.findall(r"\[[^\]\n]+\]\(#([^)]*)\)", text):
        if name not in names:
            fault(path, f"there is no page {name}")
    for alternative, name in re.findall(r"!\[([^\]\n]*)\]\(([^)]*)\)", text):
        if not alternative:
            fault(path, f"{name} is not described")
        check_picture(path, handbook / "pictures" / language / name)


def shape(path):
    """What must be alike in all languages: headings, steps, links, pictures and keys, in their order."""
    return re.findall(r"^#+|^\d+\.|^-|\(#[\w-]+\)|\([\w-]+\.png\)|\*\*[^*\n]+\*\*", path.read_text("utf-8"), re.M)


def check_resources():
    tree = xml.etree.ElementTree.parse(handbook / "handbook.gresource.xml")
    listed = {node.text for node in tree.iter("file")}
    there = {str(path.relative_to(handbook)) for ending in ("md", "png") for path in handbook.rglob(f"*.{ending}")}
    for name in sorted(listed ^ there):
        fault(handbook / "handbook.gresource.xml", f"{name} is " + ("not there" if name in listed else "not listed"))


def check_opened(names):
    """Pages that the program opens by name"""
    for path in sorted((source / "src/desktop").glob("*.c")):
        for name in re.findall(r'eta_handbook_bind_key \(widget_class, "([\w-]+)"\)', path.read_text("utf-8")):
            if name not in names:
                fault(path, f"the handbook has no page {name}")


def main():
    pages = {language: sorted((handbook / language).glob("*.md")) for language in LANGUAGES}
    files = [path.name for path in pages["en"]]
    names = {re.sub(r"^\d\d-|\.md$", "", name) for name in files}
    ids, bound = msgids(), keys()
    for language in LANGUAGES:
        if [path.name for path in pages[language]] != files:
            fault(handbook / language, "its pages are not those in English")
        said = words_of(language, ids)
        for path in pages[language]:
            check_page(path, language, said, bound, names)
            if (handbook / "en" / path.name).exists() and shape(path) != shape(handbook / "en" / path.name):
                fault(path, "headings, steps, links, pictures or keys differ from the page in English")
    check_resources()
    check_opened(names)
    print(*faults, sep="\n")
    return bool(faults)


sys.exit(main())
