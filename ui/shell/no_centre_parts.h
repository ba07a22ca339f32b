// SPDX-License-Identifier: MIT
//
// Private to no_centre.h: the parts of a centre that is not there. Each answers Unavailable.
#pragma once

#include "base/executor.h"
#include "core/ports/administration.h"
#include "core/ports/call_log.h"
#include "core/ports/callback_book.h"
#include "core/ports/customer_book.h"
#include "core/ports/order_book.h"
#include "core/ports/outcalls.h"

#include <utility>

namespace sangdam::shell {

// Every question gets the same answer, on the presenters' executor.
class NoAnswer {
public:
    explicit NoAnswer(base::Executor& executor) : executor_(executor) {}
    template <class T>
    void operator()(core::Reply<T> reply) const {
        executor_.post([reply = std::move(reply)] {
            if (reply)
                reply(
                    base::Error{base::Errc::Unavailable, "this desk is not connected to a centre"});
        });
    }

private:
    base::Executor& executor_;
};

template <class T>
using Reply = core::Reply<T>;
template <class T>
using Page = core::Page<T>;

class NoCallbacks final : public core::CallbackBook {
public:
    explicit NoCallbacks(const NoAnswer& none) : none_(none) {}
    void list(core::CallbackQuery, core::PageAsked, Reply<Page<core::Callback>> r) override {
        none_(std::move(r));
    }
    void find(core::CallbackId, Reply<core::Callback> r) override { none_(std::move(r)); }
    void save(core::Callback, Reply<core::Callback> r) override { none_(std::move(r)); }
    void snooze(core::CallbackId, base::WallTime, Reply<core::Callback> r) override {
        none_(std::move(r));
    }
    void finish(core::CallbackId, core::CallbackStatus, std::optional<std::string>,
                Reply<core::Callback> r) override {
        none_(std::move(r));
    }
    void reassign(core::CallbackId, core::AgentId, Reply<core::Callback> r) override {
        none_(std::move(r));
    }

private:
    const NoAnswer& none_;
};

class NoOutcalls final : public core::Outcalls {
public:
    explicit NoOutcalls(const NoAnswer& none) : none_(none) {}
    void start(core::OutcallRequest, Reply<core::OutcallRecord> r) override { none_(std::move(r)); }
    void cancel(core::CallRef, Reply<base::Done> r) override { none_(std::move(r)); }
    void find(core::CallRef, Reply<core::OutcallRecord> r) override { none_(std::move(r)); }

private:
    const NoAnswer& none_;
};

class NoCallLog final : public core::CallLog {
public:
    explicit NoCallLog(const NoAnswer& none) : none_(none) {}
    void calls(core::CallQuery, core::PageAsked, Reply<Page<core::HistoryEntry>> r) override {
        none_(std::move(r));
    }
    void of_customer(core::CustomerId, core::PageAsked,
                     Reply<Page<core::HistoryEntry>> r) override {
        none_(std::move(r));
    }
    void attempts(core::CallRef, Reply<std::vector<core::Attempt>> r) override {
        none_(std::move(r));
    }
    void board(Reply<core::Board> r) override { none_(std::move(r)); }

private:
    const NoAnswer& none_;
};

class NoCustomerBook final : public core::CustomerBook {
public:
    explicit NoCustomerBook(const NoAnswer& none) : none_(none) {}
    void search(core::CustomerQuery, core::PageAsked, Reply<Page<core::Customer>> r) override {
        none_(std::move(r));
    }
    void find(core::CustomerId, Reply<core::Customer> r) override { none_(std::move(r)); }
    void unmask(core::CustomerId, core::PersonalField, Reply<base::Done> r) override {
        none_(std::move(r));
    }
    void unmask_caller(core::CallRef, Reply<base::Done> r) override { none_(std::move(r)); }
    void duplicates(core::PageAsked, Reply<Page<core::Duplicates>> r) override {
        none_(std::move(r));
    }
    void merge(core::CustomerId, core::CustomerId, Reply<core::Merge> r) override {
        none_(std::move(r));
    }
    void undo_merge(core::MergeId, Reply<base::Done> r) override { none_(std::move(r)); }
    void preview_import(std::string, Reply<core::ImportPreview> r) override { none_(std::move(r)); }
    void import(core::ImportId, core::KnownCustomers, Reply<core::ImportDone> r) override {
        none_(std::move(r));
    }
    void export_all(std::string, Reply<std::string> r) override { none_(std::move(r)); }

private:
    const NoAnswer& none_;
};

class NoAdministration final : public core::Administration {
public:
    explicit NoAdministration(const NoAnswer& none) : none_(none) {}
    void settings(Reply<core::CentreSettings> r) override { none_(std::move(r)); }
    void save(core::CentreSettings, Reply<core::CentreSettings> r) override { none_(std::move(r)); }
    void numbers(Reply<std::vector<core::OwnNumber>> r) override { none_(std::move(r)); }
    void save(core::OwnNumber, Reply<core::OwnNumber> r) override { none_(std::move(r)); }
    void save(core::Category, Reply<core::Category> r) override { none_(std::move(r)); }
    void save(core::WrapUpChoices, Reply<core::WrapUpChoices> r) override { none_(std::move(r)); }
    void accounts(Reply<std::vector<core::Agent>> r) override { none_(std::move(r)); }
    void save(core::Agent, base::Secret, Reply<core::Agent> r) override { none_(std::move(r)); }
    void access_log(core::AccessQuery, core::PageAsked,
                    Reply<Page<core::AccessRecord>> r) override {
        none_(std::move(r));
    }

private:
    const NoAnswer& none_;
};

class NoOrders final : public core::OrderBook {
public:
    explicit NoOrders(const NoAnswer& none) : none_(none) {}
    void of_number(const core::PhoneNumber&, Reply<core::CustomerOrders> r) override {
        none_(std::move(r));
    }
    void refresh(const core::OrderRefresh&, Reply<core::CustomerOrders> r) override {
        none_(std::move(r));
    }
    void shops(Reply<std::vector<core::ShopListing>> r) override { none_(std::move(r)); }
    void save_shop(const core::Shop&, Reply<core::ShopListing> r) override { none_(std::move(r)); }
    void remove_shop(const core::ShopId&, Reply<base::Done> r) override { none_(std::move(r)); }
    void check_shop(const core::ShopId&, Reply<core::ShopCheck> r) override { none_(std::move(r)); }

private:
    const NoAnswer& none_;
};

} // namespace sangdam::shell
