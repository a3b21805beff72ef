#include "write/ics_emitter.hpp"

#include <fmt/format.h>

#include <chrono>

#include "base/utf8.hpp"
#include "write/cell_text.hpp"
#include "write/date_parts.hpp"

namespace zhailu::write {
namespace {

namespace chrono = std::chrono;

constexpr std::size_t kMostOctets = 75;

std::string digits(chrono::sys_days day) {
  const chrono::year_month_day date(day);
  return fmt::format("{:04}{:02}{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

bool is_full_date(const Value& record) {
  const Value precision =
      date_parts(member_of(record, "start"), member_of(record, "end"), {}).precision;
  return precision == Value("day") || precision == Value("range");
}

void append_property(std::string& out, std::string_view name, const Value& value) {
  const std::string text = cell_text(value);
  if (!text.empty()) append_ics_line(out, std::string(name) + ":" + ics_text(text));
}

// A clock time is of the first day; HH:MM, 24:00 is midnight of the next.
void append_time(std::string& out, chrono::sys_days start, const std::string& time) {
  const bool midnight = time == "24:00";
  const std::string clock = midnight ? "0000" : time.substr(0, 2) + time.substr(3, 2);
  append_ics_line(out, "DTSTART;TZID=Asia/Shanghai:" +
                           digits(midnight ? start + chrono::days(1) : start) + "T" + clock + "00");
}

void append_days(std::string& out, const Value& record) {
  const chrono::sys_days start = *day_of(member_of(record, "start"));
  const chrono::sys_days end = day_of(member_of(record, "end")).value_or(start);
  const Value& time = member_of(record, "time");
  if (time.is_text() && time.text().size() == 5 && start == end) {
    append_time(out, start, time.text());
    return;
  }
  append_ics_line(out, "DTSTART;VALUE=DATE:" + digits(start));
  append_ics_line(out, "DTEND;VALUE=DATE:" + digits(end + chrono::days(1)));
}

void append_stamp(std::string& out, const DocumentView& document, const Value& record) {
  const auto day = day_of(member_of(document.fields(), "reference_date"))
                       .value_or(*day_of(member_of(record, "start")));
  append_ics_line(out, "DTSTAMP:" + digits(day) + "T000000Z");
}

std::string description(const DocumentView& document, const Value& record) {
  std::string text = document.sentence(record);
  for (const std::string_view field : {"title", "path"}) {
    const std::string line = cell_text(member_of(document.fields(), field));
    if (!line.empty()) text += (text.empty() ? "" : "\n") + line;
  }
  return text;
}

}  // namespace

std::string ics_text(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\r' && i + 1 < text.size() && text[i + 1] == '\n')
      continue;  // the LF stands for both
    if (c == '\n' || c == '\r') {
      result += "\\n";
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    if ((byte < 0x20 && c != '\t') || byte == 0x7F) continue;
    if (c == '\\' || c == ';' || c == ',') result += '\\';
    result += c;
  }
  return result;
}

// The blank that begins a continued line is one of its 75 octets.
void append_ics_line(std::string& out, std::string_view line) {
  std::size_t octets = 0;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t size = base::character_bytes(line[at]);
    if (octets + size > kMostOctets) {
      out += "\r\n ";
      octets = 1;
    }
    out += line.substr(at, size);
    octets += size;
    at += size;
  }
  out += "\r\n";
}

void append_ics_head(std::string& out) {
  for (const std::string_view line :
       {"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//zhailu//records//ZH", "CALSCALE:GREGORIAN",
        "BEGIN:VTIMEZONE", "TZID:Asia/Shanghai", "BEGIN:STANDARD", "DTSTART:19700101T000000",
        "TZOFFSETFROM:+0800", "TZOFFSETTO:+0800", "TZNAME:CST", "END:STANDARD", "END:VTIMEZONE"}) {
    append_ics_line(out, line);
  }
}

void append_ics_tail(std::string& out) { append_ics_line(out, "END:VCALENDAR"); }

void append_ics_event(std::string& out, const CollectionInfo& event, const DocumentView& document,
                      const Value& record) {
  if (!is_full_date(record)) return;
  append_ics_line(out, "BEGIN:VEVENT");
  append_ics_line(out, "UID:" + ics_text(cell_text(member_of(record, "id"))) + "@zhailu");
  append_stamp(out, document, record);
  append_days(out, record);
  append_property(out, "SUMMARY", member_of(record, "name"));
  append_property(out, "LOCATION", member_of(record, "venue"));
  append_property(out, "DESCRIPTION", description(document, record));
  append_property(out, "CATEGORIES", event.title.empty() ? event.type : event.title);
  append_ics_line(out, "END:VEVENT");
}

}  // namespace zhailu::write
