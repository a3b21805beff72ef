#pragma once

#include <string>
#include <string_view>

#include "write/document_view.hpp"

namespace zhailu::write {

// Calendars by RFC 5545: lines end with CRLF and are folded at 75 octets between characters.
//
//   2020-10-16 … 2020-10-22      →  DTSTART;VALUE=DATE:20201016, DTEND;VALUE=DATE:20201023
//   2020-07-01, 08:30            →  DTSTART;TZID=Asia/Shanghai:20200701T083000
//   2022-05-01 … 2022-05-31      →  no entry: 5月份 is no day

// A text value: \ ; , escaped, line breaks \n, other control characters left out.
std::string ics_text(std::string_view text);

// Appends `line` (valid UTF-8, without its end), folded.
void append_ics_line(std::string& out, std::string_view line);

// What stands before the first and after the last entry.
void append_ics_head(std::string& out);
void append_ics_tail(std::string& out);

// The entry of one record; nothing when it has no full date. Its UID is the record's id, DTSTAMP
// the day of the document (else its own), so that the same records give the same bytes.
void append_ics_event(std::string& out, const CollectionInfo& event, const DocumentView& document,
                      const Value& record);

}  // namespace zhailu::write
