// How often the charset of a text is told right from its bytes alone, without mark or declaration.
// Right means: the decoded text is the text that was encoded.

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "decode/decode.hpp"

namespace zhailu::decode {
namespace {

struct Source {
  std::string_view name;
  std::string_view text;
  bool in_big5 = false;
};

// Written for this test; people, places and bodies are invented.
constexpr Source kSources[] = {
    {"simplified prose",
     "为深入贯彻落实上级部署，桐原县机关事务服务中心于9月12日上午召开主题教育动员大会。中心党组书记"
     "、主任"
     "陆文昭主持会议并讲话，全体班子成员、各科室负责人及党员代表共86人参加。会议强调，要把学习教育"
     "同日常工作"
     "结合起来，做到两手抓、两促进，切实转变作风，提高服务保障水平。会后，与会人员观看了专题片《根"
     "脉》，并围绕"
     "“守初心、强本领”开展分组讨论。国庆节前夕，县农业农村局联合松鹤镇政府走访慰问困难群众32户，送"
     "去大米、食用油"
     "等生活物资，折合人民币1."
     "6万元。下午3时许，第二党支部在烈士陵园举行重温入党誓词仪式，由支部书记韩牧野领誓。"
     "近日，区图书馆举办“书香伴成长”少儿诵读比赛，来自12所小学的140余名选手同台竞技，经过激烈角逐，"
     "最终评出"
     "一等奖3名、二等奖6名、优秀组织奖5个。据悉，该项目总投资约4."
     "2亿元，预计明年年底前建成投用，届时将有效缓解"
     "周边居民停车难、出行难的问题。与此同时，各村居两委干部挨家挨户宣传防火、防盗、防诈骗知识，筑"
     "牢安全屏障。",
     false},
    {"simplified names and rare words",
     "出席：龚骁、阙珺、麴晖、逄焱、仝蕙、晁旻、亓翀、郗霁、昝钰、璩琮。请假：鄢颢、佘嵘。地点：灞"
     "桥酆邑礼堂"
     "；记录：臧皓。荸荠、莴苣、茭白等时鲜蔬菜运抵嵊泗、岱山。衢州、亳州、儋州、泸州、鄱阳、郴州三"
     "地签署备忘录。"
     "甪直古镇修缮斗拱、雀替、榫卯，匠人翟崮、缪砼现场演示。昙华林社区瞿婆婆捐出珍藏的砚台、檀木匣"
     "与瓷瓮。",
     false},
    {"traditional prose",
     "為加強地方文獻的保存與利用，松嶺市立圖書館於十月八日上午舉行座談會，邀請各界學者三十餘人與會"
     "。館長葉紹庭"
     "在致詞中表示，這批檔案記錄了百年來的市政建設、教育發展與民間生活，極具研究價值。會議由副館長"
     "鄭雅筠主持，"
     "並就整理方式、數位典藏與開放時間等議題進行討論。與會代表一致認為，應當儘快成立專門小組，訂定"
     "工作計畫，分期"
     "完成編目。下午，全體人員參觀新落成的展覽廳，聽取導覽人員介紹。據統計，今年前三季到館讀者達四"
     "十二萬人次，較"
     "去年同期增加百分之十五。此外，鄉公所、農會及國民小學共同辦理環境清潔活動，動員志工二百名，清"
     "運垃圾八噸。",
     true},
    {"traditional minutes",
     "時間：民國九十八年五月二十一日下午二時。地點：本會三樓會議室。主席：魏國棟。紀錄：蕭淑芬。出"
     "席人員：如簽到"
     "單。一、主席報告：略。二、討論事項：（一）關於修訂組織章程案，決議：照案通過，送請理事會備查"
     "。（二）關於舉辦"
     "敬老聯歡晚會案，決議：經費由會費項下支應，並請總務組負責場地布置。三、臨時動議：無。四、散會"
     "：下午四時三十分。",
     true},
    {"sparse Han",
     "ID=20391; type=notice; title=通知; state=done; pages=12; size=48 KB; author=周; "
     "path=/data/2021/07/a.txt; ok\n"
     "ID=20392; type=brief; title=简报; state=open; pages=3; size=9 KB; author=陈; "
     "path=/data/2021/08/b.txt; ok\n"
     "<item id=\"7\"><name>会议</name><date>2021-07-01</date></item>\r\n[INFO] 10:32:05 saved 3 "
     "rows, 工作 ok\n",
     false},
    {"sparse Han, traditional",
     "ID=5531; type=notice; title=會議; state=done; pages=12; size=48 KB; author=陳; "
     "path=/data/2009/05/c.txt; ok\n"
     "No. 42, Sec. 3, 中山路; Tel: 02-2345-6789; Fax: 02-2345-6780; E-mail: office@example.org; "
     "聯絡人: 王\n",
     true},
    {"Han with Latin accents",
     "代表团一行访问了Zürich、São Paulo和Besançon，与Café Müller基金会主席René "
     "Lefèvre先生会谈。汉语拼音：zhāi lù，"
     "tóng yuán xiàn；孙女士介绍了naïve贝叶斯方法。",
     false},
    {"Japanese",
     "平成二十三年四月十日、市民会館において定期総会が開催された。出席者は百二十名であった。議長に"
     "は田中氏が選ばれ、"
     "会計報告および事業計画について説明があり、いずれも承認された。なお、次回の会議は五月に行う予"
     "定です。ありがとう"
     "ございました。コンピュータとネットワークの利用についてもお知らせします。",
     false},
    {"Korean",
     "지난 오월 십이일 시청 회의실에서 정기 총회가 열렸다. 위원장은 인사말을 통해 지역 사회의 "
     "발전을 위하여 함께 노력"
     "하자고 말했다. 참석자들은 사업 계획과 예산안을 심의하고 만장일치로 의결하였다. 다음 회의는 "
     "유월에 개최할 예정이다.",
     false},
    {"English",
     "The committee met on 12 May in the town hall. The chair welcomed all members and read the "
     "minutes of the last "
     "meeting, which were approved. Bush hid the facts; nobody asked why. Next item: the budget "
     "for 2022 (see annex B).",
     true},
};

struct Encoding {
  std::string_view name;
  const char* icu_name;
};
constexpr Encoding kEncodings[] = {{"UTF-8", "UTF-8"},
                                   {"GB18030", "GB18030"},
                                   {"Big5-HKSCS", "Big5-HKSCS"},
                                   {"UTF-16LE", "UTF-16LE"},
                                   {"UTF-16BE", "UTF-16BE"}};
constexpr std::array<std::size_t, 12> kLengths = {8,  12,  16,  24,  32,   48,
                                                  64, 128, 256, 512, 1500, 4000};

std::string encode(const icu::UnicodeString& text, const char* icu_name) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(icu_name, &status);
  std::string bytes(static_cast<std::size_t>(text.length()) * 4 + 16, '\0');
  const std::int32_t size =
      ucnv_fromUChars(converter, bytes.data(), static_cast<std::int32_t>(bytes.size()),
                      text.getBuffer(), text.length(), &status);
  ucnv_close(converter);
  bytes.resize(static_cast<std::size_t>(size));
  return bytes;
}

// A small generator of our own, so that every run draws the same samples.
class Draw {
 public:
  std::size_t below(std::size_t limit) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::size_t>(state_ >> 33) % limit;
  }

 private:
  std::uint64_t state_ = 20261125;
};

// Characters from a drawn place on, around and around, while they fit into `length` bytes.
std::pair<icu::UnicodeString, std::string> sample(const icu::UnicodeString& text,
                                                  const char* icu_name, std::size_t length,
                                                  Draw& draw) {
  const auto units = static_cast<std::size_t>(text.length());
  std::size_t at = draw.below(units);
  icu::UnicodeString part;
  std::string bytes;
  while (true) {
    const icu::UnicodeString next(text, static_cast<std::int32_t>(at), 1);
    const std::string encoded = encode(next, icu_name);
    if (bytes.size() + encoded.size() > length) return {part, bytes};
    part += next;
    bytes += encoded;
    at = (at + 1) % units;
  }
}

struct Score {
  int right = 0;
  int all = 0;
};
using Row = std::map<std::string_view, Score>;  // by encoding

// The texts above and those of samples/, which nobody chose for their characters.
std::vector<Source> all_sources(std::vector<std::string>& texts) {
  std::vector<Source> sources(std::begin(kSources), std::end(kSources));
  constexpr std::string_view kSamples[] = {"archive_minutes",    "audit_brief",
                                           "county_news",        "party_work_report",
                                           "yearbook_chronicle", "community_news_traditional"};
  texts.reserve(std::size(kSamples));
  for (const std::string_view name : kSamples) {
    std::ifstream file(fmt::format("{}/samples/{}.txt", ZHAILU_ROOT, name));
    texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    sources.push_back({name, texts.back(), name.ends_with("traditional")});
  }
  return sources;
}

// 8 from every text, encoding and length; `./test heavy` asks for more.
int draws() {
  const char* wanted = std::getenv("ZHAILU_ACCURACY_DRAWS");
  return wanted == nullptr ? 8 : std::max(1, std::atoi(wanted));
}

std::string shown(std::string_view head, const Row& row) {
  std::string line = fmt::format("{:>30}", head);
  for (const Encoding& encoding : kEncodings) {
    const auto found = row.find(encoding.name);
    line += fmt::format("{:>14}", found == row.end() ? std::string("-")
                                                     : fmt::format("{}/{}", found->second.right,
                                                                   found->second.all));
  }
  return line + "\n";
}

class Accuracy {
 public:
  void add(const Source& source, const Encoding& encoding, std::size_t length,
           const std::string& expected, const std::string& bytes) {
    const DecodeOutcome outcome = decode({"sample", "sample", bytes}, {});
    const bool right = outcome && outcome->text == expected;
    for (Row* row : {&lengths_[length], &sources_[source.name], &whole_}) {
      Score& score = (*row)[encoding.name];
      ++score.all;
      score.right += right ? 1 : 0;
    }
    if (right) return;
    misses_ +=
        fmt::format("{} {} {}: {}\n     read: {} {}\n", source.name, encoding.name, length,
                    expected.substr(0, 60), outcome ? outcome->encoding : outcome.error().code,
                    outcome ? outcome->text.substr(0, 60) : "");
  }

  void print() const {
    std::string table = fmt::format("{:>30}", "right of all");
    for (const Encoding& encoding : kEncodings) table += fmt::format("{:>14}", encoding.name);
    table += '\n';
    for (const auto& [length, row] : lengths_) table += shown(fmt::format("{} bytes", length), row);
    for (const auto& [source, row] : sources_) table += shown(source, row);
    fmt::print("{}{}{}", table, shown("all", whole_), misses_);
  }

  [[nodiscard]] const Row& whole() const { return whole_; }

 private:
  std::map<std::size_t, Row> lengths_;
  std::map<std::string_view, Row> sources_;
  Row whole_;
  std::string misses_;
};

TEST(DecodeAccuracy, CharsetsAreToldApartFromEightBytesOn) {
  Draw draw;
  Accuracy accuracy;
  std::vector<std::string> texts;
  for (const Source& source : all_sources(texts)) {
    const auto text = icu::UnicodeString::fromUTF8(
        icu::StringPiece(source.text.data(), static_cast<std::int32_t>(source.text.size())));
    ASSERT_FALSE(text.isEmpty()) << source.name;
    for (const Encoding& encoding : kEncodings) {
      if (encoding.name == "Big5-HKSCS" && !source.in_big5) continue;
      for (const std::size_t length : kLengths) {
        for (int i = 0; i < draws(); ++i) {
          const auto [part, bytes] = sample(text, encoding.icu_name, length, draw);
          std::string expected;
          part.toUTF8String(expected);
          accuracy.add(source, encoding, length, expected, bytes);
        }
      }
    }
  }
  accuracy.print();
  Score total;
  for (const auto& [encoding, score] : accuracy.whole()) {
    EXPECT_GE(score.right, 0.99 * score.all) << encoding;
    total.all += score.all;
    total.right += score.right;
  }
  EXPECT_GE(total.all, 2000);
  EXPECT_GE(total.right, 0.995 * total.all);
}

}  // namespace
}  // namespace zhailu::decode
