// SPDX-License-Identifier: MIT
//
// The hub's way to the shops: the HTTP client of net/, with answers brought to the hub's strand.
// Certificates are always checked.
#pragma once

#include "base/executor.h"
#include "base/result.h"
#include "net/http_thread.h"
#include "orders/http.h"

#include <memory>

namespace sangdam::hubd {

class OrdersHttp final : public orders::Http {
public:
    static base::Result<std::unique_ptr<OrdersHttp>> open(base::Executor& strand);
    ~OrdersHttp() override; // Joins. Answers that have not come never come.

    void send(orders::HttpAsk, std::function<void(base::Result<orders::HttpReply>)> done) override;

private:
    OrdersHttp(base::Executor& strand, std::unique_ptr<net::HttpThread> http);
    base::Executor& strand_;
    std::unique_ptr<net::HttpThread> http_;
};

} // namespace sangdam::hubd
