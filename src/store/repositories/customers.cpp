// SPDX-License-Identifier: MIT

#include "store/repositories/customers.h"

#include "core/number_text.h"
#include "store/name_pieces.h"
#include "store/sealed_field.h"

#include <algorithm>

namespace sangdam::store {
namespace {

constexpr const char* kName = "customers.name";
constexpr const char* kEmail = "customers.email";
constexpr const char* kAddress = "customers.address";
constexpr const char* kMemo = "customers.memo";
constexpr const char* kNumber = "customer_numbers.number";

#define SDC_CUSTOMER_COLUMNS                                                                       \
    "c.id, c.name, c.email, c.address, c.memo, c.grade, c.do_not_call, c.revision"

Bytes piece_index(const Sealer& sealer, std::string_view piece) {
    return sealer.index("name piece", piece);
}
bool same_but_revision(core::Customer a, const core::Customer& b) {
    a.revision = b.revision;
    return a == b;
}

constexpr int kMostTwins = 20;

std::string hex_of(std::string_view bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string out;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        out += kDigits[byte >> 4];
        out += kDigits[byte & 0xF];
    }
    return out;
}

base::Result<std::string> bytes_of_hex(std::string_view hex) {
    const auto digit = [](char c) {
        if (c >= '0' && c <= '9') return c - '0';
        return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    };
    std::string out;
    if (hex.size() % 2 != 0) return base::Error{base::Errc::BadInput, "no cursor of this list"};
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        const int high = digit(hex[i]);
        const int low = digit(hex[i + 1]);
        if (high < 0 || low < 0) return base::Error{base::Errc::BadInput, "no cursor of this list"};
        out.push_back(static_cast<char>(high * 16 + low));
    }
    return out;
}

base::Error changed_meanwhile() {
    return {base::Errc::Conflict, "somebody else changed this customer; read it again"};
}

} // namespace

base::Result<core::Customer> Customers::read(const Row& row) {
    core::Customer out;
    out.id = row.id<core::CustomerId>(0);
    const auto& id = out.id.value;
    SDC_TRY(out.name, unseal_field(sealer_, kName, id, row, 1));
    SDC_TRY(out.email, unseal_field(sealer_, kEmail, id, row, 2));
    SDC_TRY(out.address, unseal_field(sealer_, kAddress, id, row, 3));
    SDC_TRY(out.memo, unseal_field(sealer_, kMemo, id, row, 4));
    out.grade = row.text(5);
    out.do_not_call = row.flag(6);
    out.revision = row.integer(7);
    SDC_TRY(out.numbers, numbers(out.id));
    return out;
}

base::Result<std::vector<core::PhoneNumber>> Customers::numbers(const core::CustomerId& id) {
    SDC_TRY(const auto rows,
            database_.query("SELECT number FROM customer_numbers WHERE customer = $1 "
                            "ORDER BY place",
                            {id}));
    std::vector<core::PhoneNumber> out;
    for (const auto& row : rows) {
        SDC_TRY(auto number, unseal_number(sealer_, kNumber, id.value, row, 0));
        out.push_back(std::move(number));
    }
    return out;
}

base::Result<core::Customer> Customers::save(const core::Customer& given, base::WallTime now) {
    core::Customer customer = given;
    std::erase_if(customer.numbers, [](const auto& number) { return number.key().empty(); });
    SDC_TRY(auto transaction, Transaction::begin(database_));
    const auto stored = find(customer.id);
    if (!stored && stored.error().code != base::Errc::NotFound) return stored.error();
    if (!stored && customer.revision != 0) return stored.error();
    if (stored) {
        // A retry of what is stored already changes nothing.
        if (stored->revision == customer.revision + 1 && same_but_revision(customer, *stored)) {
            SDC_CHECK(transaction.commit());
            return *stored;
        }
        if (stored->revision != customer.revision) return changed_meanwhile();
    }
    ++customer.revision;
    SDC_CHECK(write(customer, now, !stored));
    SDC_CHECK(write_indexes(customer));
    SDC_CHECK(transaction.commit());
    return customer;
}

base::Status Customers::write(const core::Customer& customer, base::WallTime now, bool fresh) {
    const auto& id = customer.id.value;
    return database_.run(
        fresh ? "INSERT INTO customers (id, name, email, address, memo, grade, do_not_call, "
                "revision, created_at, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)"
              : "UPDATE customers SET name = $2, email = $3, address = $4, memo = $5, grade = $6, "
                "do_not_call = $7, revision = $8, changed_at = $9 WHERE id = $1",
        {customer.id, seal_field(sealer_, kName, id, customer.name),
         seal_field(sealer_, kEmail, id, customer.email),
         seal_field(sealer_, kAddress, id, customer.address),
         seal_field(sealer_, kMemo, id, customer.memo), customer.grade, customer.do_not_call,
         customer.revision, now});
}

base::Status Customers::write_indexes(const core::Customer& customer) {
    SDC_CHECK(database_.run("DELETE FROM customer_numbers WHERE customer = $1", {customer.id}));
    SDC_CHECK(database_.run("DELETE FROM customer_names WHERE customer = $1", {customer.id}));
    int place = 0;
    for (const auto& number : customer.numbers)
        SDC_CHECK(database_.run(
            "INSERT INTO customer_numbers (customer, place, number, number_index, last_four_index) "
            "VALUES ($1, $2, $3, $4, $5)",
            {customer.id, place++,
             seal_field(sealer_, kNumber, customer.id.value, core::number_text(number)),
             number_index(sealer_, number), last_four_index(sealer_, number.last_four())}));

    const std::string folded = folded_name(customer.name);
    for (const auto& piece : name_pieces(folded))
        SDC_CHECK(database_.run("INSERT INTO customer_names (customer, piece_index) "
                                "VALUES ($1, $2)",
                                {customer.id, piece_index(sealer_, piece)}));
    return base::Done{};
}

base::Result<core::Customer> Customers::find(const core::CustomerId& id) {
    SDC_TRY(
        const auto row,
        database_.first("SELECT " SDC_CUSTOMER_COLUMNS " FROM customers c WHERE c.id = $1", {id}));
    if (!row) return base::Error{base::Errc::NotFound, "there is no such customer"};
    return read(*row);
}

base::Result<std::optional<core::Customer>>
Customers::find_by_number(const core::PhoneNumber& number) {
    if (number.key().empty()) return std::optional<core::Customer>{};
    SDC_TRY(const auto row,
            database_.first("SELECT " SDC_CUSTOMER_COLUMNS " FROM customers c WHERE c.id IN "
                            "(SELECT customer FROM customer_numbers WHERE number_index = $1) "
                            "AND c.merged_into IS NULL ORDER BY c.changed_at DESC, c.id LIMIT 1",
                            {number_index(sealer_, number)}));
    if (!row) return std::optional<core::Customer>{};
    SDC_TRY(auto customer, read(*row));
    return std::optional<core::Customer>{std::move(customer)};
}

base::Result<CustomerPage> Customers::page(Rows rows, int limit) {
    CustomerPage out;
    if (rows.size() > static_cast<std::size_t>(limit)) {
        rows.erase(rows.begin() + limit, rows.end());
        out.next = rows.back().text(0);
    }
    for (const auto& row : rows) {
        SDC_TRY(auto customer, read(row));
        out.customers.push_back(std::move(customer));
    }
    return out;
}

base::Result<CustomerPage> Customers::with_number(const core::PhoneNumber& number,
                                                  const std::string& after, int limit) {
    SDC_TRY(auto rows,
            database_.query("SELECT " SDC_CUSTOMER_COLUMNS " FROM customers c WHERE c.id IN "
                            "(SELECT customer FROM customer_numbers WHERE number_index = $1) "
                            "AND c.merged_into IS NULL AND c.id > $2 ORDER BY c.id LIMIT $3",
                            {number_index(sealer_, number), after, limit + 1}));
    return page(std::move(rows), limit);
}

base::Result<CustomerPage> Customers::with_last_four(const std::string& digits,
                                                     const std::string& after, int limit) {
    SDC_TRY(auto rows,
            database_.query("SELECT " SDC_CUSTOMER_COLUMNS " FROM customers c WHERE c.id IN "
                            "(SELECT customer FROM customer_numbers WHERE last_four_index = $1 "
                            "AND customer > $2) AND c.merged_into IS NULL "
                            "ORDER BY c.id LIMIT $3",
                            {last_four_index(sealer_, digits), after, limit + 1}));
    return page(std::move(rows), limit);
}

// Rows that have every pair of the asked name may have them in another order (민수민 has 민수 and
// 수민), so that the opened names are looked at too. A page may come out shorter than `limit`.
base::Result<CustomerPage> Customers::with_name(const std::string& part, const std::string& after,
                                                int limit) {
    constexpr std::size_t kPieces = 3; // More would not narrow it further.
    const std::string folded = folded_name(part);
    if (folded.empty()) return CustomerPage{};
    std::vector<Bytes> wanted;
    for (const auto& piece : name_pieces(folded)) wanted.push_back(piece_index(sealer_, piece));
    wanted.resize(std::min(wanted.size(), kPieces));
    while (wanted.size() < kPieces) wanted.push_back(wanted.back());

    SDC_TRY(auto rows,
            database_.query("SELECT " SDC_CUSTOMER_COLUMNS
                            " FROM customers c WHERE c.merged_into IS NULL AND c.id > $4 "
                            "AND c.id IN "
                            "(SELECT n.customer FROM customer_names n WHERE n.piece_index = $1 "
                            "AND EXISTS (SELECT 1 FROM customer_names x "
                            "WHERE x.piece_index = $2 AND x.customer = n.customer) "
                            "AND EXISTS (SELECT 1 FROM customer_names y "
                            "WHERE y.piece_index = $3 AND y.customer = n.customer)) "
                            "ORDER BY c.id LIMIT $5",
                            {wanted[0], wanted[1], wanted[2], after, limit + 1}));
    SDC_TRY(auto found, page(std::move(rows), limit));
    std::erase_if(found.customers, [&](const core::Customer& each) {
        return folded_name(each.name).find(folded) == std::string::npos;
    });
    return found;
}

base::Result<CustomerPage> Customers::all(const std::string& after, int limit) {
    SDC_TRY(auto rows, database_.query("SELECT " SDC_CUSTOMER_COLUMNS
                                       " FROM customers c WHERE c.merged_into IS NULL "
                                       "AND c.id > $1 ORDER BY c.id LIMIT $2",
                                       {after, limit + 1}));
    return page(std::move(rows), limit);
}

base::Result<core::Page<core::Duplicates>> Customers::duplicates(const std::string& after,
                                                                 int limit) {
    SDC_TRY(const auto from, bytes_of_hex(after));
    SDC_TRY(auto rows, database_.query(
                           "SELECT n.number_index FROM customer_numbers n JOIN customers c "
                           "ON c.id = n.customer WHERE c.merged_into IS NULL "
                           "AND n.number_index > $1 GROUP BY n.number_index "
                           "HAVING COUNT(DISTINCT n.customer) > 1 ORDER BY n.number_index LIMIT $2",
                           {Bytes{from}, limit + 1}));
    core::Page<core::Duplicates> out;
    const bool more = rows.size() > static_cast<std::size_t>(limit);
    if (more) rows.pop_back();
    for (const auto& row : rows) {
        const Bytes index{row.bytes(0)};
        SDC_TRY(auto people,
                database_.query("SELECT " SDC_CUSTOMER_COLUMNS " FROM customers c WHERE c.id IN "
                                "(SELECT customer FROM customer_numbers WHERE number_index = $1) "
                                "AND c.merged_into IS NULL ORDER BY c.changed_at DESC, c.id "
                                "LIMIT $2",
                                {index, kMostTwins}));
        SDC_TRY(auto found, page(std::move(people), kMostTwins));
        auto& twins = out.items.emplace_back();
        twins.customers = std::move(found.customers);
        for (const auto& each : twins.customers.front().numbers)
            if (sealer_index(each) == index) twins.number = each;
    }
    if (more) out.next = hex_of(rows.back().bytes(0));
    return out;
}

Bytes Customers::sealer_index(const core::PhoneNumber& number) const {
    const auto value = number_index(sealer_, number);
    const auto* bytes = std::get_if<Bytes>(&value.any());
    return bytes ? *bytes : Bytes{};
}

#undef SDC_CUSTOMER_COLUMNS

} // namespace sangdam::store
