// SPDX-License-Identifier: MIT

#include "rig/postgres/private_postgres.h"

#include "store/postgres/postgres_database.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <grp.h>
#include <iterator>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace sangdam::rig {
namespace {

namespace fs = std::filesystem;
using base::Errc;
using base::Error;

// Debian keeps every major version in a folder of its own; the newest will do.
fs::path find_programs() {
    fs::path newest;
    std::error_code ignored;
    for (const auto& version : fs::directory_iterator("/usr/lib/postgresql", ignored)) {
        const auto programs = version.path() / "bin";
        if (fs::exists(programs / "initdb") && programs > newest) newest = programs;
    }
    return newest;
}

// The server refuses to run as root.
const passwd* whose() {
    if (::geteuid() != 0) return nullptr;
    const auto* user = ::getpwnam("postgres");
    return user ? user : ::getpwnam("nobody");
}

pid_t spawn(const std::vector<std::string>& words, const fs::path& log) {
    const auto* user = whose();
    const pid_t child = ::fork();
    if (child != 0) return child;
    const int out = ::open(log.c_str(), O_CREAT | O_APPEND | O_WRONLY, 0644);
    const int in = ::open("/dev/null", O_RDONLY);
    ::dup2(in, 0);
    ::dup2(out, 1);
    ::dup2(out, 2);
    if (user && (::setgroups(0, nullptr) != 0 || ::setgid(user->pw_gid) != 0 ||
                 ::setuid(user->pw_uid) != 0))
        ::_exit(126);
    ::prctl(PR_SET_PDEATHSIG, SIGQUIT); // After setuid, which clears it.
    std::vector<char*> arguments;
    for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    ::execv(arguments.front(), arguments.data());
    ::_exit(127);
}

std::string end_of(const fs::path& log) {
    std::ifstream in(log);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    constexpr std::size_t kEnough = 600;
    return text.size() > kEnough ? text.substr(text.size() - kEnough) : text;
}

} // namespace

base::Result<std::unique_ptr<PrivatePostgres>> PrivatePostgres::start(OnDisk on_disk) {
    const auto programs = find_programs();
    if (programs.empty())
        return Error{Errc::NotFound,
                     "PostgreSQL is not installed here; `apt-get install postgresql` brings it"};
    std::string name = (fs::temp_directory_path() / "sangdam-pg-XXXXXX").string();
    if (!::mkdtemp(name.data())) return Error{Errc::Unavailable, "no folder for PostgreSQL"};
    if (const auto* user = whose())
        if (::chown(name.c_str(), user->pw_uid, user->pw_gid) != 0)
            return Error{Errc::Unavailable, "the folder of PostgreSQL cannot be given away"};
    std::unique_ptr<PrivatePostgres> server(new PrivatePostgres(name, programs, on_disk));
    SDC_CHECK(server->prepare());
    SDC_CHECK(server->run());
    return server;
}

PrivatePostgres::PrivatePostgres(fs::path folder, fs::path programs, OnDisk on_disk)
    : folder_(std::move(folder)), programs_(std::move(programs)), data_(folder_ / "data"),
      on_disk_(on_disk) {}

PrivatePostgres::~PrivatePostgres() {
    end_now();
    std::error_code ignored;
    fs::remove_all(folder_, ignored);
}

base::Status PrivatePostgres::prepare() {
    const pid_t child = spawn({(programs_ / "initdb").string(), "-D", data_.string(), "-U",
                               "sangdam", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C"},
                              folder_ / "log");
    int status = 0;
    if (child > 0 && ::waitpid(child, &status, 0) == child && status == 0) return base::Done{};
    return Error{Errc::Unavailable, "initdb failed: " + end_of(folder_ / "log")};
}

base::Status PrivatePostgres::run() {
    const std::string sync = on_disk_ == OnDisk::Durable ? "fsync=on" : "fsync=off";
    server_ = spawn({(programs_ / "postgres").string(), "-D", data_.string(), "-k",
                     folder_.string(), "-c", "listen_addresses=", "-c", sync, "-c",
                     "max_connections=50", "-c", "shared_buffers=64MB"},
                    folder_ / "log");
    if (server_ < 0) return Error{Errc::Unavailable, "fork failed"};
    constexpr int kTries = 600;
    for (int i = 0; i < kTries; ++i) { // It may recover from a crash first.
        if (store::open_postgres({url(), {}})) return base::Done{};
        if (::waitpid(server_, nullptr, WNOHANG) == server_) break;
        ::usleep(50'000);
    }
    return Error{Errc::Unavailable, "PostgreSQL did not start: " + end_of(folder_ / "log")};
}

void PrivatePostgres::end_now() {
    if (server_ <= 0) return;
    ::kill(server_, SIGQUIT); // Immediate shutdown: no checkpoint, recovery at the next start.
    ::waitpid(server_, nullptr, 0);
    server_ = -1;
}

base::Secret PrivatePostgres::url(const std::string& schema) const {
    std::string text = "postgresql://sangdam@/postgres?host=" + folder_.string();
    if (!schema.empty()) text += "&options=-csearch_path%3D" + schema;
    return base::Secret(std::move(text));
}

base::Status PrivatePostgres::make_schema(const std::string& name) {
    SDC_TRY(const auto database, store::open_postgres({url(), {}}));
    return database->script("CREATE SCHEMA IF NOT EXISTS " + name);
}

PrivatePostgres* the_postgres() {
    static const auto kServer = PrivatePostgres::start();
    if (kServer) return kServer->get();
    if (kServer.error().code == Errc::NotFound) return nullptr;
    std::fprintf(stderr, "%s\n", kServer.error().what.c_str());
    std::exit(1);
}

} // namespace sangdam::rig
