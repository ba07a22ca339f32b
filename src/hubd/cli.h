// SPDX-License-Identifier: MIT
//
// The command line of `sangdam-hub` as values. Pure.
#pragma once

#include "core/agent.h"
#include "core/shop.h"
#include "hubd/care_orders.h"

#include <string>
#include <variant>
#include <vector>

namespace sangdam::hubd {

struct Serve {};
struct AddAgent {
    std::string login;
    std::string name;
    core::Role role = core::Role::Agent;
    std::string extension;
    std::vector<std::string> numbers; // As typed.
    std::string password_env;         // Empty: asked for, or the first line of standard input.
    std::string sip_password_env;     // Empty: a random one; the desk gets it from the hub.
};
struct ListAgents {};
struct SetPassword {
    std::string login;
    std::string password_env;
};
struct AddNumber {
    std::string number;
    std::string label;
    std::string proof;
    bool approved = true;
};
struct ListNumbers {};
struct AddCategory {
    std::string label;
    std::string parent; // Id; empty: top level.
};
struct ListCategories {};
struct AddShop {    // `store add`: a shop whose orders are mirrored.
    std::string id; // Of one that is there: changes it.
    std::string name;
    core::ShopKind kind = core::ShopKind::Naver;
    std::string client_id;
    std::string secret_env; // Empty: asked for (naver), or made (import).
    std::string url;
    std::string seller_centre;
    int fill_days = 30;
};
struct ListShops {};
struct TestShop {
    std::string shop; // Id or name.
};
struct RemoveShop {
    std::string shop;
};
struct ImportOrders {
    std::string shop;
    std::string file;
};

using Order =
    std::variant<Serve, AddAgent, ListAgents, SetPassword, AddNumber, ListNumbers, AddCategory,
                 ListCategories, AddShop, ListShops, TestShop, RemoveShop, ImportOrders, CareOrder>;

struct Leave { // Help, version, or a command line that cannot be understood.
    std::string text;
    int code = 0;
};
struct Run {
    std::string config;
    Order order;
};

std::variant<Run, Leave> parse_command_line(int argc, const char* const* argv);

} // namespace sangdam::hubd
