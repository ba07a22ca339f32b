// SPDX-License-Identifier: MIT

#include "hubd/cli.h"

#include "hubd/cli_care.h"

#include <CLI/CLI.hpp>

#include <map>
#include <sstream>

namespace sangdam::hubd {
namespace {

void agent_commands(CLI::App& admin, Order& order, AddAgent& add, SetPassword& password) {
    auto* agent = admin.add_subcommand("agent", "People who work here")->require_subcommand(1);
    auto* make = agent->add_subcommand("add", "Make an agent; the password is asked for");
    make->add_option("login", add.login, "Name to sign in with")->required();
    make->add_option("--name", add.name, "홍길동")->required();
    make->add_option("--role", add.role, "agent, supervisor or admin")
        ->transform(CLI::CheckedTransformer(
            std::map<std::string, core::Role>{{"agent", core::Role::Agent},
                                              {"supervisor", core::Role::Supervisor},
                                              {"admin", core::Role::Admin}}));
    make->add_option("--extension", add.extension, "SIP user of the seat");
    make->add_option("--number", add.numbers, "Own number that this agent may show; repeatable");
    make->add_option("--password-env", add.password_env, "Variable that holds the password");
    make->add_option("--sip-password-env", add.sip_password_env,
                     "Variable that holds the seat's SIP password; else a random one is made");
    make->callback([&] { order = add; });
    agent->add_subcommand("list", "All agents")->callback([&] { order = ListAgents{}; });
    auto* change = agent->add_subcommand("password", "Give an agent a new password");
    change->add_option("login", password.login, "Who")->required();
    change->add_option("--password-env", password.password_env, "Variable that holds it");
    change->callback([&] { order = password; });
}

void number_commands(CLI::App& admin, Order& order, AddNumber& add) {
    auto* number = admin.add_subcommand("number", "The centre's own numbers (담당 번호)")
                       ->require_subcommand(1);
    auto* make = number->add_subcommand("add", "Add a number, or change it");
    make->add_option("number", add.number, "02-555-0100")->required();
    make->add_option("--label", add.label, "대표");
    make->add_option("--proof", add.proof, "What shows the right to use it");
    make->add_flag("!--not-approved", add.approved, "Keep it, but let nobody show it");
    make->callback([&] { order = add; });
    number->add_subcommand("list", "All numbers")->callback([&] { order = ListNumbers{}; });
}

void category_commands(CLI::App& admin, Order& order, AddCategory& add) {
    auto* category =
        admin.add_subcommand("category", "The tree of 상담 분류")->require_subcommand(1);
    auto* make = category->add_subcommand("add", "Add a category");
    make->add_option("label", add.label, "배송지연")->required();
    make->add_option("--parent", add.parent, "Id of the one above, as `category list` shows it");
    make->callback([&] { order = add; });
    category->add_subcommand("list", "The whole tree")->callback([&] { order = ListCategories{}; });
}

struct ShopOrders {
    AddShop add;
    TestShop test;
    RemoveShop remove;
    ImportOrders import;
};

void shop_commands(CLI::App& admin, Order& order, ShopOrders& shops) {
    auto* store = admin.add_subcommand("store", "Shops whose orders are shown (주문정보)")
                      ->require_subcommand(1);
    auto& add = shops.add;
    auto* make = store->add_subcommand("add", "Add a store; the application's secret is asked for");
    make->add_option("name", add.name, "우리 스마트스토어")->required();
    make->add_option("--id", add.id, "Of a store that is there: changes it");
    make->add_option("--kind", add.kind, "naver, or import for a shop of one's own")
        ->transform(CLI::CheckedTransformer(std::map<std::string, core::ShopKind>{
            {"naver", core::ShopKind::Naver}, {"import", core::ShopKind::Import}}));
    make->add_option("--client-id", add.client_id, "Id of the application at the shop");
    make->add_option("--secret-env", add.secret_env, "Variable that holds its secret");
    make->add_option("--url", add.url, "import: where a CSV of the orders is fetched");
    make->add_option("--seller-centre", add.seller_centre, "Page to open for an order");
    make->add_option("--fill-days", add.fill_days, "How far back the first reading goes")
        ->check(CLI::Range(1, 365));
    make->callback([&] { order = add; });
    store->add_subcommand("list", "All stores, and how far each one is")->callback([&] {
        order = ListShops{};
    });
    auto* test =
        store->add_subcommand("test", "What is wrong: address, secret, permission, clock?");
    test->add_option("store", shops.test.shop, "Id or name")->required();
    test->callback([&] { order = shops.test; });
    auto* remove = store->add_subcommand("remove", "Forget a store and its orders");
    remove->add_option("store", shops.remove.shop, "Id or name")->required();
    remove->callback([&] { order = shops.remove; });
    auto* import = store->add_subcommand("import", "Read a CSV file into a store of kind import");
    import->add_option("store", shops.import.shop, "Id or name")->required();
    import->add_option("file", shops.import.file, "orders.csv")->required();
    import->callback([&] { order = shops.import;
});
} // namespace

} // namespace sangdam::hubd

std::variant<Run, Leave> parse_command_line(int argc, const char* const* argv) {
    Run run;
    AddAgent add_agent;
    SetPassword set_password;
    AddNumber add_number;
    AddCategory add_category;
    ShopOrders shops;

    CLI::App app{"The centre behind the agents' desks", "sangdam-hub"};
    app.set_version_flag("--version", std::string(SANGDAM_VERSION));
    app.add_option("--config", run.config, "Settings file")->required();
    app.fallthrough(); // --config may stand anywhere.
    auto* admin = app.add_subcommand("admin", "Change the centre's records on this machine")
                      ->require_subcommand(1);
    agent_commands(*admin, run.order, add_agent, set_password);
    number_commands(*admin, run.order, add_number);
    category_commands(*admin, run.order, add_category);
    shop_commands(*admin, run.order, shops);
    care_commands(*admin, [&run](CareOrder order) { run.order = std::move(order); });
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& e) {
        std::ostringstream out;
        std::ostringstream err;
        const int code = app.exit(e, out, err);
        return Leave{out.str() + err.str(), code == 0 ? 0 : 2};
    }
    return run;
}

} // namespace sangdam::hubd
