#include "clients/cli/audit/beancount_names.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

#include "services/text.h"

namespace epiledger::cli {
namespace {

constexpr size_t kMaxCommodity = 24;

// Beancount's types are for its reports; they do not change a sum. Kinds that
// are not listed hold what there is.
constexpr std::pair<std::string_view, std::string_view> kTypes[] = {
    {"source", "Equity"},          {"supplier", "Equity"},
    {"donor", "Equity"},           {"opening", "Equity"},
    {"found", "Equity"},           {"contra", "Equity"},
    {"paid", "Expenses"},          {"used", "Expenses"},
    {"loss", "Expenses"},          {"liability", "Liabilities"},
    {"shipment_loss", "Expenses"},
};

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsBeyondAscii(char c) {
  return (static_cast<unsigned char>(c) & 0x80U) != 0;
}
char Capital(char c) {
  return IsLower(c) ? static_cast<char>(c - 'a' + 'A') : c;
}

std::string_view TypeOf(std::string_view account) {
  const std::string_view kind = account.substr(0, account.find(':'));
  for (const auto& [known, type] : kTypes) {
    if (known == kind) return type;
  }
  return "Assets";
}

// One part of an account's name.
std::string Component(std::string_view part) {
  std::string component(part);
  std::replace_if(
      component.begin(), component.end(),
      [](char c) {
        return !IsLower(c) && !IsUpper(c) && !IsDigit(c) && !IsBeyondAscii(c);
      },
      '-');
  if (component.empty() || component.front() == '-') component.insert(0, "X");
  component.front() = Capital(component.front());
  return component;
}

std::string AccountName(const std::string& account) {
  std::string name(TypeOf(account));
  std::string_view rest = account;
  while (true) {
    const size_t end = rest.find_first_of(":/");
    name += Concat(":", Component(rest.substr(0, end)));
    if (end == std::string_view::npos) return name;
    rest.remove_prefix(end + 1);
  }
}

std::string CommodityName(const std::string& unit) {
  std::string name;
  for (const char c : unit) {
    const char capital = Capital(c);
    name.push_back(IsUpper(capital) || IsDigit(capital) ? capital : '-');
  }
  if (name.empty() || !IsUpper(name.front())) name.insert(0, "U");
  name.resize(std::min(name.size(), kMaxCommodity));
  // It ends in a letter or a digit, and has two signs at least.
  if (name.back() == '-') name.back() = '0';
  return name.size() == 1 ? name + "0" : name;
}

// `name` with a number behind it, within `longest` signs.
std::string Numbered(const std::string& name, int number, size_t longest) {
  const std::string ending = Concat("-", number);
  return name.substr(0, longest - ending.size()) + ending;
}

template <typename Spell>
std::map<std::string, std::string> Distinct(const std::set<std::string>& texts,
                                            size_t longest, Spell spell) {
  std::map<std::string, std::string> names;
  std::set<std::string> taken;
  for (const std::string& text : texts) {
    const std::string plain = spell(text);
    std::string name = plain;
    for (int number = 2; !taken.insert(name).second; ++number) {
      name = Numbered(plain, number, longest);
    }
    names.emplace(text, std::move(name));
  }
  return names;
}

}  // namespace

std::map<std::string, std::string> BeancountAccounts(
    const std::set<std::string>& accounts) {
  constexpr size_t kNoEnd = 1'000;
  return Distinct(accounts, kNoEnd, AccountName);
}

std::map<std::string, std::string> BeancountCommodities(
    const std::set<std::string>& units) {
  return Distinct(units, kMaxCommodity, CommodityName);
}

}  // namespace epiledger::cli
