// SPDX-License-Identifier: MIT

#include "shell/demo.h"

#include "base/log.h"
#include "base/uuid.h"
#include "desk/agent_desk.h"
#include "hubd/centre.h"
#include "hubd/demo_seed.h"
#include "hubd/practice_engine.h"

#include <cstdlib>
#include <filesystem>
#include <utility>

namespace sangdam::shell {
namespace {

namespace fs = std::filesystem;

// Records of invented people, gone with the program: they must not look like real ones tomorrow.
class PassingFolder {
public:
    static base::Result<PassingFolder> make() {
        std::string name = (fs::temp_directory_path() / "sangdam-demo-XXXXXX").string();
        if (::mkdtemp(name.data()) == nullptr)
            return base::Error{base::Errc::Unavailable,
                               "cannot make a folder in " + fs::temp_directory_path().string() +
                                   " for the practice centre; is the disk full?"};
        return PassingFolder(name);
    }
    ~PassingFolder() {
        std::error_code ignored; // What cannot be removed is left to the system's clean-up.
        if (!path.empty()) fs::remove_all(path, ignored);
    }
    PassingFolder(PassingFolder&& other) noexcept : path(std::exchange(other.path, {})) {}
    PassingFolder& operator=(PassingFolder&&) = delete;
    PassingFolder(const PassingFolder&) = delete;
    PassingFolder& operator=(const PassingFolder&) = delete;

    fs::path path;

private:
    explicit PassingFolder(fs::path made) : path(std::move(made)) {}
};

} // namespace

struct Demo::Parts {
    explicit Parts(PassingFolder f) : folder(std::move(f)) {}
    PassingFolder folder;
    base::Secret password;
    std::unique_ptr<hubd::Centre> centre; // Before the folder it writes into.
};

base::Result<std::unique_ptr<Demo>> Demo::open(const base::Clock& clock) {
    SDC_TRY(auto folder, PassingFolder::make());
    auto parts = std::make_unique<Parts>(std::move(folder));
    base::SystemRandom random;
    parts->password = base::Secret(base::uuid_v7(clock.wall(), random));

    config::HubSettings settings;
    settings.listen_port = 0;
    settings.database = (parts->folder.path / "hub.db").string();
    settings.key_file = (parts->folder.path / "hub.key").string();
    settings.practice.enabled = true;
    settings.practice.sip_port = 0;
    settings.practice.dids = {hubd::kDemoNumber};
    settings.practice.queue = "주문 상담";
    settings.practice.customers = true;
    settings.practice.shop = true;

    hubd::CentreParts centre;
    centre.settings = settings;
    centre.make_engine = hubd::practice_engine(settings.practice);
    centre.seed = [password = parts->password, now = clock.wall(),
                   &random](store::CentreStore& records) {
        return hubd::seed_demo(records, password, now, random);
    };
    SDC_TRY(parts->centre, hubd::Centre::open(std::move(centre)));
    base::log::info("demo", "practice centre at {}", parts->centre->url());
    return std::unique_ptr<Demo>(new Demo(std::move(parts)));
}

Demo::Demo(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Demo::~Demo() = default;

void Demo::change(config::DesktopSettings& settings) const {
    settings.hub_url = parts_->centre->url();
    settings.login = hubd::kDemoLogin;
    settings.password = {};
    settings.sip.reset(); // The practice centre hands the seat's account out.
}

void Demo::sign_in(desk::AgentDesk& agent) const {
    agent.sign_in(hubd::kDemoLogin, parts_->password);
}

} // namespace sangdam::shell
