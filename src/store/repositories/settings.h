// SPDX-License-Identifier: MIT
//
// What an administrator sets: own numbers, the category tree, the lists of emotions, grades and
// statuses, and named settings. Thread: see store/database.h.
#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "core/agent.h"
#include "core/wrap_up.h"
#include "store/database.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sangdam::store {

class Settings {
public:
    explicit Settings(Database& database) : database_(database) {}

    base::Status put_number(const core::OwnNumber&); // Adds, or replaces the one of that key.
    // As put_number(), when `revision` is still the stored one (0: a new number). Conflict.
    base::Result<core::OwnNumber> save_number(const core::OwnNumber&);
    base::Result<std::vector<core::OwnNumber>> numbers();
    // The approved ones this agent may show, in the agent's order; without those whose proof has
    // run out.
    base::Result<std::vector<core::OwnNumber>> numbers_of(const core::AgentId&,
                                                          base::WallTime now = {});

    base::Status put_category(const core::Category&); // BadInput: below the third level, or a loop.
    // As put_category(), when `revision` is still the stored one (0: a new one). Conflict.
    base::Result<core::Category> save_category(const core::Category&);
    base::Result<std::vector<core::Category>> categories(); // Display order, parents first.

    enum class List { Emotions, Grades, Statuses };
    // Replaces the list. `negative`: those of the emotions that count as a complaint.
    base::Status put_list(List, const std::vector<std::string>& labels,
                          const std::vector<std::string>& negative = {});
    base::Result<core::WrapUpChoices> choices();
    // The three lists, when `revision` is still the stored one. Conflict.
    base::Result<core::WrapUpChoices> save_choices(const core::WrapUpChoices&);

    base::Status put(std::string_view name, std::string_view value);
    base::Result<std::optional<std::string>> get(std::string_view name);

private:
    base::Result<std::vector<std::string>> labels(List, bool negative_only = false);
    Database& database_;
};

// The Korean defaults of a Smart Store shop, for a new centre. Does nothing when there are
// categories already.
base::Status seed_choices(Database&);

} // namespace sangdam::store
