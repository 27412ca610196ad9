#include "cli/help_topics.hpp"

namespace censusctl::cli {

// What the program does with the service, and what nobody can make it do.

const std::string_view topic::trust =
    R"(What is in the repository may come from anybody, so it decides nothing that the caller should.

Where the token goes. A file may name hosts of the vendor (https, below getcensus.com or fivetran.com) and loopback.
Another host is refused (5) unless the caller names it: --base-url, CENSUS_BASE_URL, or
CENSUSCTL_TRUSTED_HOSTS=census.example,…. What merely looks like such a host (another port, a user before it, punycode, an
IP address in disguise) is another host.

Which secret it is. CENSUS_API_TOKEN beats a file's `token_env`; a file may name variables that begin with CENSUS, and
others only if the caller says so: CENSUSCTL_TOKEN_ENV=NAME.

What is read and written. A path in the repository that leads out of it, by whatever link, is neither read, listed nor
written, and nothing of it is quoted. No pipe or device is waited for. A caller may name files elsewhere.

What a mistake switches off. An error in censusctl.yaml stops every command that would use it (3), before any connection. A
saved plan carries the limits that it was made under; the stricter hold.

What is printed. The token is taken out of everything, in the spelling of every format, also in part; a plan, lock or schema
that would hold it is not written, and an apply whose plan holds it does nothing. No line of output is a command to a CI
runner, but for the annotations of --format github, in which no other can stand. Characters that cannot be seen are shown as
\u{200b}.

What is executed. Nothing. git is run for --base and --trust-base, without the token, and opens no repository that lies
among the files; a name that is both a ref and a path is an error.

What vouches for it. A pull request can change what syncs are declared, and like any reviewed file `policy` and the lock, by
which it could pass its own check. --trust-base REF (validate, plan, apply, drift, trigger, schema) takes both from that
commit: rules, limits and metadata are those of the base, and what the change edits of them is told, as are another host,
group or `token_env`, at the head of the report and of the comment. `read_only`, and the name and id of the workspace, hold
as the base says them. Where the change puts another project file in the place of the base's, or another
`default_environment` while the caller names no environment, nothing is done (5). A check of a fork needs no secret:

  censusctl validate --locked --trust-base origin/main)";

const std::string_view topic::generations =
    R"(Three generations of the API are spoken, and every report names the one that is: V2, V1 as it is served today, and the one
of 2021. With `api: auto` the base URL (…/api/v2) or the first reply that is needed anyway tells which; a reply of another
generation than the one that is spoken ends the run before anything is written. The vendor ends V1 on 2027-01-15: until then
a plan on it warns `api-retiring`, and from then on no empty list of it is taken for an empty workspace. `migrate --to v2`
moves the files, once they are proved to plan empty there.

V1 and V2 create, change, delete and trigger. An update reads the sync again, refuses it if it has moved since the plan, and
sends one PATCH with the keys that differ: the API replaces what is nested, so that mappings, triggers, alerts and settings
go whole, with what the workspace has of them and no file states. What the API never changes (operation, source and
destination of a sync to Braze or of one that deletes, the mode of a live sync) is `blocked`, with the reason. The API of
2021 creates and triggers only: what differs is `blocked`, with the edits to make by hand.

A write is sent once: if its reply is lost, the workspace is looked at, and what cannot be settled is `unknown`.

What V2 has of its own:

It takes a personal access token, and V1 the API key of a workspace (secret-token:…). One in the other's place is told apart.

Its destinations are activations, each of which takes the syncs of one source. A file goes on naming the destination, by
name or id: the activation of that destination and the file's source is taken. Where there are several, or none, that is an
error at its place; several are told apart by writing the id of one.

A token sees groups, one for each warehouse. Those that hold the sources of the files are worked in, or the one under
`workspace.group_id`; syncs, labels and connections of others are not there.

The vendor does not document for certain under which keys a sync holds its activation and its object. They are learnt from
the syncs that are read, and said where they are not the usual ones. Where no sync proves them, as in an empty workspace,
creates and updates are refused (5) unless --allow-unproved-api is given. A sync whose activation or object is not found is
`blocked`, and never rewritten.

So is, in V1 as well, a sync that holds something of another shape than the API's reference has it. The plan says where it
stands; nothing of that sync is compared, imported or changed, and all others go on. Digits in a text are a number.

`GET /syncs` comes in pages. Only where something follows from a sync not being there (a create, id-unknown, sync-renamed)
a plan asks again whether every page still ends as it did; if not, the syncs are listed again.)";

const std::string_view topic::network =
    R"(TLS 1.2 or later, with the host's name checked. The system's authorities are trusted, or those of SSL_CERT_FILE or
--ca-file. Redirects are not followed. http:// is refused except to loopback.

Proxy: HTTPS_PROXY=http://user:password@host:port (else ALL_PROXY) is asked for a tunnel (CONNECT), so that it sees neither
token nor requests. NO_PROXY lists hosts that need none: census.example, .example, 10.0.0.0/8, host:port, *. Loopback never
does.

Time: one attempt may take 30 s, name lookup included, and all requests together --timeout (300 s). A question to you, and
the pauses while a run is followed, do not count.

Repeats: reads are repeated after a lost, cut or broken reply and after 408, 429, 500, 502 to 504 and 520 to 524, five
attempts in all, with growing waits and jitter. A write is repeated only where it cannot have been done: nothing was sent, or
the answer was 429. Retry-After (seconds or a date) holds back all requests for at least so long. Eight requests run at once
at first, and good replies raise that to 32; a 429 halves it, and then it grows slowly. --concurrency fixes the number.

Size: headers up to 64 KiB and bodies up to 64 MiB are read; replies are asked for in gzip form, and unpacked to 64 MiB at
most.

A plan says what it will cost, and each run ends with what it did. --log-level debug shows each request.)";

const std::string_view topic::worlds =
    R"(--sandbox runs a command against a simulated workspace in the same process, kept in .censusctl/ of the project folder;
--sandbox=WORLD names its world. `censusctl sandbox` serves one for other programs. It refuses what the API refuses.

Worlds: reference (made from the examples of the API's documentation of 2021, with what the files of examples/ read
besides), today (syncs of every kind and age), empty, large:N (N syncs; large:N:BYTES: which weigh so much), or a file.

Generations: --api 2021|v1|v2|all. All are made from one workspace, and each refuses and fills in what it does; where the
API leaves a form open, --set or `settings:` in the world file picks one. With all, 2021 is below /2021/api/v1.

Faults make it misbehave:

  --fault 'POST /api/v1/syncs drop-after times=1'          does the work and drops the connection
  --fault 'GET ** status=503 retry-after=2 times=2'        answers with a status
  --fault 'GET /syncs removes=61 skip=1 times=1'           somebody else removes a sync between two pages

Simulated time goes by the request, so a run ends after a few looks at it, and nothing depends on the clock.)";

}  // namespace censusctl::cli
