// Held against every command of the table: nothing is looked up by name at run
// time that is not there.
#include "clients/cli/nouns/nouns.h"

#include <filesystem>
#include <map>
#include <set>
#include <sstream>

#include "clients/cli/command/flags.h"
#include "clients/cli/command/program.h"
#include "clients/cli/command/show.h"
#include "clients/cli/command/spoken_field.h"
#include "clients/cli/command/unknown_words.h"
#include "clients/cli/kept/private_file.h"
#include "clients/cli/nouns/import_report.h"
#include "clients/cli/terminal/exit.h"
#include "clients/cli/values/field_path.h"
#include "clients/cli/values/format_value.h"
#include "epiledger/type/v1/field.pb.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/text.h"
#include "tests/testing/fake_clock.h"
#include "tests/testing/temporary_directory.h"

namespace epiledger::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const google::protobuf::Descriptor* RowsOf(const View& view,
                                           const Command& command) {
  const auto* type = MethodOf(command).output_type();
  if (view.rows.empty()) return type;
  const auto* field = FindField(*type, view.rows);
  return field == nullptr ? nullptr : field->message_type();
}

// Of files and of a terminal.
std::vector<std::string_view> ColumnsOf(const View& view) {
  std::vector<std::string_view> columns = view.columns;
  for (const JoinedColumn& column : view.on_terminal) {
    columns.insert(columns.end(), column.fields.begin(), column.fields.end());
  }
  return columns;
}

TEST(Nouns, EveryFieldThatACommandNamesIsThere) {
  for (const Command& command : AllCommands()) {
    const std::string name = Concat(command.noun, " ", command.verb);
    EXPECT_TRUE(command.method.empty() != (command.run == nullptr)) << name;
    if (command.method.empty()) continue;
    for (const Flag& flag : FlagsOf(command)) {
      if (flag.path.empty()) continue;
      EXPECT_NE(FindField(*MethodOf(command).input_type(), flag.path), nullptr)
          << name << " " << flag.flag;
    }
    for (const View& view : command.views) {
      const auto* rows = RowsOf(view, command);
      ASSERT_NE(rows, nullptr) << name << " " << view.rows;
      for (const std::string_view column : ColumnsOf(view)) {
        EXPECT_NE(FindField(*rows, FieldOf(column)), nullptr)
            << name << " " << column;
      }
    }
  }
}

TEST(Nouns, EveryCommandFlagHeadingAndValueHasItsTextInBothLanguages) {
  const Texts texts(rpc::Language::kChinese);
  const Texts english(rpc::Language::kEnglish);
  const auto expect = [&](const std::string& key) {
    EXPECT_TRUE(texts.Has(key)) << key;
    EXPECT_NE(texts(key), "") << key;
    EXPECT_NE(english(key), "") << key;
  };
  for (const Command& command : AllCommands()) {
    expect(Concat("noun ", command.noun));
    expect(Concat(command.noun, " ", command.verb));
    for (const Flag& flag : FlagsOf(command)) expect(std::string(flag.flag));
    for (const View& view : command.views) {
      if (!view.title.empty()) expect(std::string(view.title));
      for (const JoinedColumn& column : view.on_terminal) {
        if (!column.heading.empty()) expect(std::string(column.heading));
      }
      for (const std::string_view column : ColumnsOf(view)) {
        const std::string path(FieldOf(column));
        expect(texts.Has(path) ? path : path.substr(path.rfind('.') + 1));
        const auto* field = FindField(*RowsOf(view, command), path);
        if (field == nullptr || field->enum_type() == nullptr) continue;
        for (int i = 1; i < field->enum_type()->value_count(); ++i) {
          expect(field->enum_type()->value(i)->full_name());
        }
      }
    }
  }
}

// Words as a shell parts them.
std::vector<std::string> Words(std::string_view line) {
  std::vector<std::string> words(1);
  char quote = 0;
  for (size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quote == 0 && c == '\'') {
      quote = c;
    } else if (c == quote) {
      quote = 0;
    } else if (quote == 0 && c == '\\') {
      ++i;  // the end of the line
    } else if (quote == 0 && c == ' ') {
      if (!words.back().empty()) words.emplace_back();
    } else {
      words.back().push_back(c);
    }
  }
  return words;
}

// A sheet that the noun's import takes.
std::string_view SheetOf(std::string_view noun) {
  static const std::map<std::string_view, std::string_view> sheets = {
      {"treasury", "日期,金额\n2020-02-01,5\n"},
      {"payment",
       "指标,用途,金额,支付日期,收款人,支付方式\n"
       "d1/1,masks,5,2020-01-31,甲,直接支付\n"},
      {"appropriation", "资金来源,金额,日期\ncentral,5,2020-01-31\n"},
      {"document",
       "发文单位,文号,标题,日期,资金来源,接收单位,金额,用途\n"
       "县财政局,1号,通知,2020-01-31,central,people,5,masks\n"},
      {"commitment",
       "指标,供应商,合同编号,日期,用途,金额\n"
       "d1/1,甲,1号,2020-01-31,masks,5\n"},
      {"count", "品种,实盘数\nn95,3盒+20\n"},
      {"stock", "品种,数量\nn95,3盒+20\n"},
      {"item", "标识,名称,类别,单位\nn95,N95医用防护口罩,消耗品,只\n"},
      {"report", "日期,指标,数值\n2020-01-31,beds-staffed,200\n"},
      {"shift",
       "岗位,人员,开始,结束\n"
       "triage,s-201,2020/2/1 8:00,2020年2月1日 20:00\n"},
      {"subject", "标识,姓名\ns-201,张某\n"},
  };
  return sheets.at(noun);
}

// Without an address nothing can be sent: a command that gets as far as asking
// for one was understood.
// What a refusal shows of a request of `type`, as in nouns/asked_request.h.
void AddAsked(const google::protobuf::Descriptor& type,
              std::set<std::string>& fields) {
  for (int i = 0; i < type.field_count(); ++i) {
    const auto& field = *type.field(i);
    if (field.options().GetExtension(type::v1::rule).output_only()) continue;
    const auto* const nested = field.message_type();
    if (nested == nullptr || nested->full_name().starts_with("google.")) {
      fields.insert(field.name());
    } else {
      AddAsked(*nested, fields);
    }
  }
}

TEST(Nouns, WhatWasAskedForIsToldInTheReadersLanguageToo) {
  const Texts texts(rpc::Language::kChinese);
  std::set<std::string> fields;
  for (const Command& command : AllCommands()) {
    if (!command.method.starts_with("epiledger.funding.")) continue;
    const auto& type = *MethodOf(command).input_type();
    if (type.FindFieldByName("request_id") != nullptr) AddAsked(type, fields);
  }
  EXPECT_THAT(fields, ::testing::Contains("commitment_id"));
  for (const std::string& field : fields) {
    EXPECT_TRUE(texts.Has(field)) << field;
  }
}

TEST(Nouns, EveryExampleIsUnderstood) {
  const testing::TemporaryDirectory folder;
  const testing::FakeClock clock;
  const CommandTable table = AllCommands();
  for (const Command& command : table) {
    std::stringstream in;
    std::stringstream out;
    std::stringstream err;
    Environment environment{in, out, err, false, clock, {}};
    environment.variables = {{"HOME", folder.path()},
                             {"EPILEDGER_COUNTY", "990101"},
                             {"EPILEDGER_FACILITY", "people-hospital"}};
    std::vector<std::string> words = Words(command.example);
    // Files that examples name are not there.
    if (command.noun == "journal" && command.verb == "verify") {
      words.resize(3);
    }
    if (command.verb == "import") {
      words[2] = folder.path() + "/" + words[2];
      ASSERT_TRUE(WriteWholeFile(words[2], SheetOf(command.noun)).ok());
    }
    const bool is_export = command.verb == "export";
    if (is_export) words[3] = folder.path() + "/" + words[3];
    const int code = RunProgram(table, words, environment);
    if (command.noun == "pending" && command.verb == "list") {
      EXPECT_EQ(code, 0) << err.str();
    } else if (command.noun == "pending") {
      EXPECT_THAT(err.str(), HasSubstr("is pending"));
    } else {
      EXPECT_EQ(code, 2);
      EXPECT_THAT(err.str(), HasSubstr("--address is needed"))
          << command.example;
    }
    if (is_export) {
      EXPECT_FALSE(std::filesystem::exists(words[3] + ".part"));
    }
  }
}

TEST(Nouns, HelpIsInTheReadersLanguageWithAnExample) {
  const testing::FakeClock clock;
  const CommandTable table = AllCommands();
  for (const Command& command : table) {
    std::stringstream in;
    std::stringstream out;
    Environment environment{in, out, out, false, clock, {}};
    environment.variables = {{"LC_ALL", "zh_CN.UTF-8"}};
    EXPECT_EQ(RunProgram(table,
                         {std::string(command.noun), std::string(command.verb),
                          "--help"},
                         environment),
              0);
    EXPECT_THAT(out.str(), HasSubstr("示例："));
    EXPECT_THAT(out.str(), HasSubstr(Concat("epiledger ", command.example)));
    EXPECT_THAT(out.str(), Not(HasSubstr("needed")));
  }
}

TEST(Nouns, HelpBracketsOnlyWhatMayBeLeftOutAndNamesEveryValue) {
  const testing::FakeClock clock;
  const CommandTable table = AllCommands();
  const auto help = [&](const std::string& noun, const std::string& verb) {
    std::stringstream in;
    std::stringstream out;
    Environment environment{in, out, out, false, clock, {}};
    EXPECT_EQ(RunProgram(table, {noun, verb, "--help"}, environment), 0);
    return out.str();
  };
  const std::string stock = help("stock", "list");
  EXPECT_THAT(stock, HasSubstr("stock list [FLAGS] STORE\n"));
  EXPECT_THAT(stock, HasSubstr("--as-of-time TIME"));
  EXPECT_THAT(stock, Not(HasSubstr("--as-of-date")));
  const std::string payment = help("payment", "create");
  EXPECT_THAT(payment, HasSubstr("--amount YUAN"));
  EXPECT_THAT(payment, HasSubstr("--date DATE"));
  EXPECT_THAT(payment, HasSubstr("--method CHOICE"));
  EXPECT_THAT(help("commitment", "create"), HasSubstr("--line PARTS"));
  EXPECT_THAT(help("count", "create"), HasSubstr("--line ITEM=QUANTITY"));
  EXPECT_THAT(help("document", "create"), HasSubstr("until=2020-12-31"));
  EXPECT_THAT(help("journal", "export"), HasSubstr("(for verifiers)"));
  EXPECT_THAT(help("overview", "county"), Not(HasSubstr("--as-of-sequence")));
  EXPECT_THAT(help("journal", "verify"), HasSubstr("Only an auditor may"));
}

TEST(Nouns, EveryListHasATableForSpreadsheets) {
  for (const Command& command : AllCommands()) {
    if (command.method.empty() || !IsList(MethodOf(command)) || command.show) {
      continue;
    }
    const std::string name = Concat(command.noun, " ", command.verb);
    ASSERT_FALSE(command.views.empty()) << name;
    EXPECT_FALSE(command.views.front().rows.empty()) << name;
  }
}

TEST(RowRanges, RowsInARowAreTakenTogether) {
  EXPECT_EQ(RowRanges({}), "");
  EXPECT_EQ(RowRanges({7}), "7");
  EXPECT_EQ(RowRanges({2, 3, 4, 7, 9, 10}), "2-4, 7, 9-10");
}

TEST(UnknownWords, TheNearestIsFoundAndNoneForWhatIsFar) {
  const std::vector<std::string> choices = {"payment", "purpose", "fund"};
  EXPECT_EQ(Nearest("paymnet", choices), "payment");
  EXPECT_EQ(Nearest("found", choices), "fund");
  EXPECT_EQ(Nearest("bogus", choices), "");
  EXPECT_EQ(Nearest("", choices), "");
}

TEST(SpokenField, AFieldIsCalledByTheFlagThatFilledIt) {
  const CommandTable table = AllCommands();
  const auto spoken = [&](std::string_view noun, std::string_view verb,
                          std::string_view field) {
    for (const Command& command : table) {
      if (command.noun != noun || command.verb != verb) continue;
      Arguments arguments;
      arguments.lists["--line"] = {"n95=90"};
      return SpokenField(command, arguments, field);
    }
    return std::string("no such command");
  };
  EXPECT_EQ(spoken("payment", "create", "payment.amount.units"), "--amount");
  EXPECT_EQ(spoken("payment", "create", "payment.amounts"), "payment.amounts");
  EXPECT_EQ(spoken("count", "create", "count.lines[0].confirm"),
            "--line n95=90,confirm");
  EXPECT_EQ(spoken("count", "create", "count.lines[0].quantity"),
            "--line n95=90 (quantity)");
  EXPECT_EQ(spoken("count", "create", "count.lines[7].item"), "--line");
}

TEST(Nouns, WrongUsageEndsWithTwoAndSaysWhat) {
  const testing::FakeClock clock;
  const CommandTable table = AllCommands();
  const auto run = [&](const std::vector<std::string>& words,
                       std::string& text) {
    std::stringstream in;
    std::stringstream out;
    Environment environment{in, out, out, false, clock, {}};
    environment.variables = {{"EPILEDGER_COUNTY", "990101"}};
    const int code = RunProgram(table, words, environment);
    text = out.str();
    return code;
  };
  std::string text;
  EXPECT_EQ(run({}, text), 2);
  EXPECT_THAT(text, HasSubstr("Say what it is about: overview, hq, fund, "));
  EXPECT_EQ(run({"funds"}, text), 2);
  EXPECT_THAT(text, HasSubstr("There is no `funds`. Did you mean `fund`? "));
  EXPECT_EQ(run({"bogus"}, text), 2);
  EXPECT_THAT(text, HasSubstr("There is no `bogus`. There are: overview, "));
  // Each once, however many places its commands stand in.
  EXPECT_EQ(text.find(" payment,"), text.rfind(" payment,")) << text;
  EXPECT_EQ(run({"fund"}, text), 2);
  EXPECT_THAT(text,
              HasSubstr("Say what to do with `fund`: create, get, list."));
  EXPECT_EQ(run({"payment", "bogus"}, text), 2);
  EXPECT_THAT(text, HasSubstr("`payment` has no `bogus`. There are: create, "
                              "get, list, import, search."));
  EXPECT_EQ(run({"--language", "zh", "fnud"}, text), 2);
  EXPECT_THAT(text, HasSubstr("没有“fnud”。是否指“fund”？"));
  EXPECT_EQ(run({"fund", "list", "--nonsense"}, text), 2);
  EXPECT_THAT(text, HasSubstr("`--nonsense` is not expected here."));
  EXPECT_EQ(
      run({"fund", "create", "central", "--name", "x", "--kind", "big"}, text),
      2);
  EXPECT_THAT(text, HasSubstr("--kind: is `big`; one of these is expected: "
                              "central, provincial, county, donation"));
  EXPECT_EQ(run({"fund", "create", "--name", "x", "--kind", "central"}, text),
            2);
  EXPECT_THAT(text, HasSubstr("ID: must be given"));
  EXPECT_EQ(run({"appropriation", "create", "a1", "--fund", "f", "--amount",
                 "1.005", "--date", "2020-02-01"},
                text),
            2);
  EXPECT_THAT(text, HasSubstr("--amount: is `1.005`"));
}

}  // namespace
}  // namespace epiledger::cli
