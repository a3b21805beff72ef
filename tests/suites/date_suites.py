#!/usr/bin/env python3
"""What the shipped rules make of public conformance data that nobody here wrote (../shared/suites).

    date_suites.py             counts, shares and floors (ctest); skips where ../shared is absent
    date_suites.py --errors    also every miss, by cause
    date_suites.py --scope     also every case that is left out, by reason
    date_suites.py --rules PACK   another pack; --suite NAME: that suite only

Each case is a document of its own; one run of the program for each reference date. A value is compared
at the grain of days. Only cases with a value count, and of them those that an official text could hold and
that have one value. The reasons for which a case is left out are the keys that `out_of_scope` returns; the
records' own definition (durations, frequencies, vague words are no dates) decides most of them:
  set, duration, time   每周一, 三个小时, 下午三点 without a day: no dates in our records
  vague word            现在, 最近, 马上
  window                近三年, 过去十年, 未来两天, 前1周: stretches that have the length of a duration
  counted in clock time 2分钟前, 还剩3小时
  counted from today in weeks, months or years   5年前: says no day (5天前 does, and counts)
  weekday alone         星期一 as a whole text: a row of a timetable; with more around it, it counts
  number without 年     2018, = 2019
  no value there        the suite itself says `not resolved`
  order of digits       3-7-2017, 10/31/1974, 05/05/89: the day before the year, or a year of two digits
  lunar day of an era   雍正四年大年三十: before the tables of the Chinese calendar (1900)
  lunar month of an era 康熙三年五月: the suite gives May of our calendar; ours is the year
  feast of another calendar   Duckling's Jewish, Hindu, Christian, Islamic feasts
  Cantonese             尋日, 聽日, 今個星期, 晏晝
  direction not stated  Duckling reads 周三, 3月1日, 元旦 as those to come; a report means those past
  next such weekday     Duckling's 下周三 on a Tuesday is tomorrow, its 这周一 in six days; in Chinese these are
                        days of the next and of this week (so Recognizers has them)
How values are compared:
  Recognizers may give a past and a future reading: right when ours is one of them. Its stretches end with the
  day behind them, except those that name their last day; between named years or months (2016到2018) it
  gives the beginning of the last one, ours is its end. Open stretches (2015年以前) have one day; it has to be
  the border of our date. Feasts of the Chinese calendar are fixed solar days there (中秋 15 August): FEASTS
  has the days of the almanac. A day that does not exist is 0001-01-01 there, no value here.
  Duckling's values of weeks, months and years are their first days; its weekend begins on Friday evening.
  Law headers: an event is right when a meeting of that name has that date (its body is part of the name;
  our records have no field for the outcome).
"""
import argparse
import collections
import datetime
import json
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from program import CLEAN, PROGRAM, ROOT  # noqa: E402

SUITES = ROOT.parent / "shared/suites"
SKIPPED = 77
FLOORS = {"recognizers-text-chinese": 0.95, "duckling-zh": 0.97, "law-headers": 0.98}

# Of the almanac: the days beside the reference dates of the suite (2017-03-22 and, for times, 2016-11-07).
FEASTS = {
    "春节": ["2017-01-28", "2018-02-16"], "大年初一": ["2017-01-28", "2018-02-16"],
    "除夕": ["2017-01-27", "2018-02-15"], "大年三十": ["2017-01-27", "2018-02-15"],
    "元宵节": ["2017-02-11", "2018-03-02"], "端午节": ["2016-06-09", "2017-05-30"], "端午": ["2016-06-09", "2017-05-30"],
    "中秋节": ["2016-09-15", "2017-10-04"], "中秋": ["2016-09-15", "2017-10-04"], "重阳节": ["2016-10-09", "2017-10-28"],
    "三月初一": ["2017-03-28", "2018-04-16", "2016-04-07"], "正月三十": ["2016-03-08"],  # 2017 and 2018 have no 正月三十
    "农历2015年十月初一": ["2015-11-12"], "2015年农历正月初一": ["2015-02-19"],
    "农历2015年十月初一早上九点二十": ["2015-11-12"], "2015年十月初一早上九点二十": ["2015-11-12"],
}
CANTONESE = "尋日|聽日|今個|今(?:星期|礼拜|禮拜)|晏晝|宜家|而家|依家"
NUMBER = "[0-9一二两兩三四五六七八九十]+"
CLOCK_UNIT = "(?:秒|分钟|分鐘|小时|小時|個鐘|个小时)"
LONG_UNIT = "(?:年|个?月|個月|月|周|週|個週|个周|星期|礼拜|禮拜|個禮拜|个星期)"


def counted(text):
    """Why what is counted from now is out of scope; none when it is a day or not counted."""
    text = text.replace(" ", "")
    if re.search(f"{NUMBER}?{CLOCK_UNIT}", text) and not re.search("[日号]", text) or "个小时" in text:
        return "counted in clock time"
    if re.fullmatch(f"(?:在?未来的?|过去|近|前|后|後|上|下)的?{NUMBER}(?:{LONG_UNIT}|[天日])", text):
        return "window"
    if re.fullmatch(f"{NUMBER}{LONG_UNIT}(?:之)?[前后後]", text):
        return "counted from today in weeks, months or years"
    return None


def out_of_scope(suite, span):
    kind, text, values = span["type"], span["text"], span["values"]
    if kind in ("set", "duration", "time", "timerange", "second", "minute", "hour") and not re.search("今晚", text):
        return "set, duration, time"
    if "not resolved" in values:
        return "no value there"
    if text in ("最近", "马上"):
        return "vague word"
    if suite != "duckling-zh" and re.fullmatch("(?:[周週]|星期|[礼禮]拜)[一二三四五六日天]", text):
        return "weekday alone"
    if re.fullmatch("(?:= )?[0-9]{4}", text):
        return "number without 年"
    if counted(text):
        return counted(text)
    if re.search("(?:^|-)[0-9]{1,2}([-./])[0-9]{1,2}(?:\\1[0-9]{1,4})?$", text) and not re.match("[0-9]{4}", text):
        return "order of digits"
    if suite == "duckling-zh":
        return duckling_out_of_scope(text, values)
    if re.match("神龙|雍正|康熙", text) and re.search("大年|初", text):
        return "lunar day of an era"
    if re.match("神龙|雍正|康熙", text) and "月" in text:
        return "lunar month of an era"
    return None


def duckling_out_of_scope(text, values):
    if re.search(CANTONESE, text):
        return "Cantonese"
    weekday = re.fullmatch("(?:下|这|這)(?:周|週|星期|礼拜|禮拜)[一二三四五六日天]", text)
    if weekday and not same_week_as_said(text, values[0][:10]):
        return "next such weekday"
    if re.fullmatch("(?:上|下|前|后|後)?(?:两|二|兩|三|上)[天日](?:之)?[前後后]?", text):
        return "window"  # 两天前 is a stretch of two days there
    stated = "[0-9二][0-9零]..年|^[今昨明后後前]|^大[前后後]|^[上下这這本去]|[0-9]{4}-|, "
    if not re.search(stated, text):
        return "direction not stated"
    if re.search("年.*[节節期时時]$|[斋齋]月$|(?:犹太|猶太)新年$", text):
        return "feast of another calendar"
    return None


def same_week_as_said(text, value):
    reference = datetime.date(2013, 2, 12)
    monday = reference - datetime.timedelta(days=reference.weekday()) + datetime.timedelta(days=7 * (text[0] == "下"))
    return 0 <= (datetime.date.fromisoformat(value) - monday).days < 7


def day(text):
    return datetime.date.fromisoformat(text[:10].replace("-00", "-01"))


def period_end(first, text):
    """The last day of the year or month that begins on `first`."""
    if "月" not in text:
        return datetime.date(first.year, 12, 31)
    return (first.replace(day=1) + datetime.timedelta(days=31)).replace(day=1) - datetime.timedelta(days=1)


def names_its_last_day(text):
    return bool(re.search("(?:[日号]|[0-9][-/.][0-9]{1,2}|[点:半])$", text)) or bool(re.search("日.*日", text))


def wanted_stretch(suite, text, kind, value):
    """(first, last) of a value with two ends."""
    first_text, last_text = value.split("/")
    first, last = day(first_text), day(last_text)
    if re.search("周末|週末", text):
        last -= datetime.timedelta(days=1)
        return last - datetime.timedelta(days=1), last
    if kind.startswith("datetime") or suite == "duckling-zh" and first == last:
        return first, last
    if names_its_last_day(text):
        return first, last
    if re.search("[至到~–-]|与|和|之间|间", text) or re.search("之后.*之前", text):
        return first, period_end(last, text)
    if text == "今年":  # 我今年18周岁了: to the reference date there
        return first, datetime.date(first.year, 12, 31)
    return first, last - datetime.timedelta(days=1)


def unit_of_duckling(kind, first):
    if kind == "week":
        return first, first + datetime.timedelta(days=6)
    if kind == "month":
        return first, period_end(first, "月")
    if kind == "year":
        return first, period_end(first, "")
    return first, first


def matches(suite, span, value, found):
    """Whether the days found are those of one value."""
    text, kind = span["text"], span["type"]
    if value.startswith("0001-01-01"):
        return found[0] is None
    if found[0] is None:
        return False
    first, last = (datetime.date.fromisoformat(part) for part in found)
    if value.startswith("/") or value.endswith("/"):
        return day(value.strip("/")) in (first, last, last + datetime.timedelta(days=1))
    if "/" in value and not (suite == "duckling-zh" and value[:10] == value.split("/")[1][:10]):
        if suite == "duckling-zh" and not re.search("周末|週末", text):
            begin = day(value)  # 二月十五号早上: within a day
            return (first, last) == (begin, begin)
        return (first, last) == wanted_stretch(suite, text, kind, value)
    if suite == "duckling-zh":
        return (first, last) == unit_of_duckling(kind, day(value))
    return first == last == day(value)


def readings(suite, span):
    return span["values"] if suite == "duckling-zh" else FEASTS.get(span["text"], span["values"])


def overlap(span, record):
    first, last = record["span"]
    return min(last, span["start"] + len(span["text"])) - max(first, span["start"])


def run_by_reference(cases, rules):
    """One run of the program for each reference date. Case number → records of its document."""
    groups = collections.defaultdict(list)
    for number, case in enumerate(cases):
        groups[(case["ref"] or "")[:10]].append(number)
    found = {}
    for reference, numbers in groups.items():
        with tempfile.TemporaryDirectory() as folder:
            for number in numbers:
                (pathlib.Path(folder) / f"{number}.txt").write_text(cases[number]["text"], encoding="utf-8")
            command = [PROGRAM, "extract", "--quiet", "--format", "jsonl", "--no-evidence", "--rules", rules, folder]
            command += ["--reference-date", reference] if reference else []
            done = subprocess.run(command, capture_output=True, env=CLEAN, check=True)
        for line in done.stdout.decode("utf-8").splitlines():
            records = json.loads(line)
            found[int(pathlib.Path(records["document"]["path"]).stem)] = records
    return found


class Tally:
    def __init__(self):
        self.valued = self.right = 0
        self.left_out, self.misses = collections.defaultdict(list), collections.defaultdict(list)

    @property
    def share(self):
        return self.right / self.valued if self.valued else 0.0

    def count(self, cause, text):
        self.valued += 1
        if cause is None:
            self.right += 1
        else:
            self.misses[cause].append(text)


def judge_date(suite, span, records):
    """None when right, else the cause of the miss and what was found."""
    near = [record for record in records["dates"] if overlap(span, record) > 0]
    if not near:
        return None if any(value.startswith("0001") for value in span["values"]) else ("not found", "")
    best = max(near, key=lambda record: overlap(span, record))
    found = (best["start"], best["end"])
    if any(matches(suite, span, value, found) for value in readings(suite, span)):
        return None
    cause = "other value" if best["start"] else "no value"
    cause = "part only" if len(best["text"]) < len(span["text"]) * 2 / 3 else cause
    return cause, f"{best['text']} = {best['start']}…{best['end']}"


def measure_dates(suite, cases, found):
    tally = Tally()
    for number, case in enumerate(cases):
        for span in case["spans"]:
            if not span["values"]:
                continue
            reason = out_of_scope(suite, span)
            said = f"{span['text']} ({case['text']}; {case['ref']}) wanted {' or '.join(readings(suite, span))}"
            if reason:
                tally.left_out[reason].append(said)
                continue
            miss = judge_date(suite, span, found[number])
            tally.count(miss and miss[0], f"{said}; found {miss[1]}" if miss else "")
    return tally


def measure_headers(cases, found):
    tally = Tally()
    for number, case in enumerate(cases):
        meetings = {(m["name"], m["start"]) for m in found[number]["meetings"]}
        days = {d["start"] for d in found[number]["dates"]}
        for event in case["events"]:
            roles = event["roles"]
            name, when = roles["会议"][0].removeprefix("由"), roles["时间"][0]
            named = any(known == name for known, _ in meetings)
            cause = "day not found" if when not in days else "meeting not found" if not named else "meeting of another day"
            tally.count(None if (name, when) in meetings else cause, f"{case['text'][:200]!r}: {name} {when}; found {sorted(meetings, key=str)}")
    return tally


def show(groups, title):
    for reason, texts in sorted(groups.items(), key=lambda group: -len(group[1])):
        print(f"  {title} {reason}: {len(texts)}")
        print("".join(f"    {text}\n" for text in texts), end="")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--scope", action="store_true")
    parser.add_argument("--rules", default=ROOT / "rules")
    parser.add_argument("--suite", choices=FLOORS)
    options = parser.parse_args()
    if not SUITES.is_dir():
        print(f"skipped: the public suites are not beside the repository ({SUITES})")
        return SKIPPED
    below = []
    for suite in [options.suite] if options.suite else FLOORS:
        lines = (SUITES / suite / "cases.jsonl").read_text(encoding="utf-8").splitlines()
        cases = [json.loads(line) for line in lines]
        found = run_by_reference(cases, options.rules)
        tally = measure_headers(cases, found) if suite == "law-headers" else measure_dates(suite, cases, found)
        left_out = sum(map(len, tally.left_out.values()))
        print(f"{suite}: {tally.valued} in scope with a value ({left_out} left out), right {tally.right}, share {tally.share:.4f}, floor {FLOORS[suite]}")
        if options.errors:
            show(tally.misses, "miss:")
        if options.scope:
            show(tally.left_out, "left out:")
        if tally.share < FLOORS[suite]:
            below.append(suite)
    if below:
        print("below the floor: " + ", ".join(below))
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
