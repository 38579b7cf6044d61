// People: whose names and telephone numbers a caller sees, and where they come
// from. They are what is known now, whatever past point is asked about.
#ifndef EPILEDGER_SERVICES_READINESS_PEOPLE_H_
#define EPILEDGER_SERVICES_READINESS_PEOPLE_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "epiledger/readiness/v1/register.pb.h"
#include "services/host/read_context.h"
#include "services/rpc/caller.h"

namespace epiledger::readiness {

// True for operators, headquarters, supervision, and the gateway, which leaves
// them out for everybody else.
[[nodiscard]] bool MaySeeNames(const rpc::Caller& caller);

class People {
 public:
  // What `caller` of the context may know of the persons with these ids.
  [[nodiscard]] static absl::StatusOr<People> Read(
      host::ReadContext& context, const std::vector<std::string>& ids);

  // Fills in name and telephone of a subject whose name is set.
  void Fill(v1::Subject& subject) const;
  // What a person is called, by id or by the subject's name.
  [[nodiscard]] std::string NameOf(std::string_view subject) const;
  // Says to whom a token was handed.
  void Fill(v1::Token& token) const;
  // The contact behind a subject's name.
  [[nodiscard]] v1::Contact ContactOf(const std::string& subject) const;

 private:
  [[nodiscard]] std::string Find(std::string_view subject,
                                 std::string_view field) const;

  // Fields by person.
  std::map<std::string, std::map<std::string, std::string>> fields_;
};

}  // namespace epiledger::readiness

#endif  // EPILEDGER_SERVICES_READINESS_PEOPLE_H_
