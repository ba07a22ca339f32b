// SPDX-License-Identifier: MIT

#include "hubd/admin.h"

#include "base/match.h"
#include "core/phone_number.h"
#include "hubd/shop_admin.h"
#include "store/centre_store.h"
#include "store/password.h"

#include <fmt/format.h>

#include <algorithm>

namespace sangdam::hubd {
namespace {

using base::Errc;
using base::Error;
using Text = base::Result<std::string>;

constexpr std::size_t kShortestPassword = 8;

base::Result<base::Secret> good_password(const AskPassword& ask, const std::string& variable,
                                         const std::string& login) {
    SDC_TRY(auto password, ask(variable, login));
    if (password.reveal().size() < kShortestPassword)
        return Error{Errc::BadInput, fmt::format("the password must have at least {} characters",
                                                 kShortestPassword)};
    return password;
}

base::Result<std::string> own_number(store::CentreStore& store, const std::string& typed) {
    const auto key = core::PhoneNumber::parse(typed).key();
    SDC_TRY(const auto numbers, store.settings.numbers());
    if (std::ranges::count(numbers, key, &core::OwnNumber::key) > 0) return key;
    return Error{Errc::NotFound, fmt::format("{} is not a number of this centre: add it first with "
                                             "`sangdam-hub admin number add {}`",
                                             typed, typed)};
}

Text add_agent(store::CentreStore& store, const AddAgent& order, const AskPassword& ask,
               base::WallTime now, base::Random& random) {
    core::Agent agent;
    agent.id = core::AgentId(base::uuid_v7(now, random));
    agent.login = order.login;
    agent.name = order.name;
    agent.role = order.role;
    agent.extension = order.extension;
    for (const auto& typed : order.numbers) {
        SDC_TRY(auto key, own_number(store, typed));
        agent.numbers.push_back(std::move(key));
    }
    auto sip_password = store::new_token();
    if (!order.sip_password_env.empty()) {
        SDC_TRY(sip_password, ask(order.sip_password_env, order.login));
    }
    SDC_TRY(const auto password, good_password(ask, order.password_env, order.login));
    SDC_TRY(const auto hash, store::hash_password(password));
    const auto added = store.agents.add(agent, hash, sip_password, now);
    if (!added && added.error().code == Errc::Conflict)
        return Error{Errc::Conflict, fmt::format("the login {} or the extension {} is taken",
                                                 order.login, order.extension)};
    SDC_CHECK(added);
    return fmt::format("{}\t{}\n", agent.id.value, agent.login);
}

Text list_agents(store::CentreStore& store) {
    SDC_TRY(const auto agents, store.agents.all());
    std::string text;
    for (const auto& each : agents)
        text += fmt::format("{}\t{}\t{}\t{}\t{}\n", each.id.value, each.login, each.name,
                            core::name(each.role), each.extension);
    return text;
}

Text set_password(store::CentreStore& store, const SetPassword& order, const AskPassword& ask) {
    const auto agent = store.agents.find_by_login(order.login);
    if (!agent && agent.error().code == Errc::NotFound)
        return Error{Errc::NotFound, fmt::format("there is no agent {}", order.login)};
    SDC_CHECK(agent);
    SDC_TRY(const auto password, good_password(ask, order.password_env, order.login));
    SDC_TRY(const auto hash, store::hash_password(password));
    SDC_CHECK(store.agents.set_password(agent->id, hash));
    SDC_CHECK(store.agents.note_success(agent->id)); // A new password also unlocks.
    SDC_CHECK(store.sessions.close_all(agent->id));
    return std::string();
}

Text add_number(store::CentreStore& store, const AddNumber& order) {
    const auto number = core::PhoneNumber::parse(order.number);
    if (number.hidden() || number.kind() == core::NumberKind::Unknown)
        return Error{Errc::BadInput, fmt::format("{} is not a telephone number", order.number)};
    SDC_CHECK(store.settings.put_number({number.key(), order.label, order.approved, order.proof}));
    return fmt::format("{}\t{}\n", number.key(), number.display());
}

Text list_numbers(store::CentreStore& store) {
    SDC_TRY(const auto numbers, store.settings.numbers());
    std::string text;
    for (const auto& each : numbers)
        text += fmt::format("{}\t{}\t{}\n", each.key, each.label,
                            each.approved ? "approved" : "not approved");
    return text;
}

Text add_category(store::CentreStore& store, const AddCategory& order, base::WallTime now,
                  base::Random& random) {
    SDC_TRY(const auto tree, store.settings.categories());
    core::Category category;
    category.id = core::CategoryId(base::uuid_v7(now, random));
    category.parent = core::CategoryId(order.parent);
    category.label = order.label;
    for (const auto& each : tree)
        if (each.parent == category.parent)
            category.position = std::max(category.position, each.position + 1);
    if (!order.parent.empty() &&
        std::ranges::count(tree, category.parent, &core::Category::id) == 0)
        return Error{Errc::NotFound,
                     fmt::format("there is no category with the id {}", order.parent)};
    SDC_CHECK(store.settings.put_category(category));
    return fmt::format("{}\t{}\n", category.id.value, category.label);
}

Text list_categories(store::CentreStore& store) {
    SDC_TRY(const auto tree, store.settings.categories());
    std::string text;
    for (const auto& each : tree)
        text += fmt::format("{}\t{}\t{}\n", each.id.value, core::category_path(tree, each.id),
                            each.enabled ? "" : "미사용");
    return text;
}

} // namespace

base::Result<std::string> administer(store::CentreStore& store, const Order& order,
                                     const AskPassword& ask, base::WallTime now,
                                     base::Random& random) {
    return std::visit(
        base::Match{
            [](const Serve&) -> Text {
                return Error{Errc::Internal, "serving is no order"};
            },
            [](const CareOrder&) -> Text {
                return Error{Errc::Internal, "that is for take_care()"};
            },
            [&](const AddAgent& each) { return add_agent(store, each, ask, now, random); },
            [&](const ListAgents&) { return list_agents(store); },
            [&](const SetPassword& each) { return set_password(store, each, ask); },
            [&](const AddNumber& each) { return add_number(store, each); },
            [&](const ListNumbers&) { return list_numbers(store); },
            [&](const AddCategory& each) { return add_category(store, each, now, random); },
            [&](const ListCategories&) { return list_categories(store); },
            [&](const AddShop& each) { return add_shop(store, each, ask, now, random); },
            [&](const ListShops&) { return list_shops(store); },
            [](const TestShop&) -> Text {
                return Error{Errc::Internal, "a test needs the clock: main() does it"};
            },
            [&](const RemoveShop& each) { return remove_shop(store, each); },
            [&](const ImportOrders& each) { return import_orders(store, each, now); },
        },
        order);
}

} // namespace sangdam::hubd
