#include "report/name_lists.hpp"

#include <doctest/doctest.h>

#include "golden.hpp"

using namespace censusctl;
using test::check_golden;

namespace {

constexpr const char* hostile = "a\x1b[31m\n\xe2\x80\xae,\"b\"";

model::destination_connection braze() {
    model::destination_connection destination;
    destination.id = 15;
    destination.name = "Braze";
    destination.type = "braze";
    destination.objects_fetched = true;
    model::destination_object user;
    user.full_name = "user";
    user.label = "User";
    user.supported_operations = {"upsert", "mirror"};
    user.fields_fetched = true;
    model::field key;
    key.full_name = "external_id";
    key.label = "External User ID";
    key.type = "String";
    key.createable = true;
    key.updateable = true;
    key.required_for_mapping = true;
    key.can_be_insert_key = true;
    key.can_be_upsert_key = true;
    model::field tags;
    tags.full_name = "tags";
    tags.type = "String";
    tags.updateable = true;
    tags.array = true;
    tags.operations = {"merge", "overwrite"};
    tags.lookup_object = hostile;
    user.fields = {key, tags};
    destination.objects = {user};
    return destination;
}

report::name_table fields() {
    const model::destination_connection destination = braze();
    return report::list_fields(destination, destination.objects.front());
}

std::string text_of(const report::name_table& table, std::size_t width = 0) {
    return report::name_table_text(table, {}, width);
}

model::source_connection lake() {
    model::source_connection source;
    source.id = model::connection_id("glimmering_donkey");
    source.name = "Lake";
    source.objects_fetched = true;
    const auto add = [&](const char* type, std::int64_t id, const char* name) -> model::source_object& {
        model::source_object& object = source.objects.emplace_back();
        object.type = type;
        object.id = id;
        object.name = name;
        return object;
    };
    add("model", 7, "accounts").columns = {{"ID", "number"}, {"NAME", ""}};
    add("table", 8, "").table = {"c", "s", "t"};
    add("segment", 9, "vip");
    return source;
}

}  // namespace

TEST_CASE("fields are listed with all that a mapping must know, and nothing of them can harm a terminal") {
    const report::name_table table = fields();
    CHECK(
        text_of(table) ==
        "FIELD        LABEL             TYPE    KEY FOR         REQUIRED  CREATE  UPDATE  OPERATIONS        "
        "REFERS TO\n"
        "external_id  External User ID  String  insert, upsert  yes       yes     yes                       "
        "-\n"
        "tags         -                 String                  no        no      yes     merge, overwrite  "
        "a\\x1b[31m\\n\\u{202e},\"b\"\n");
    check_golden("list-fields.json", report::name_table_json(table));
    CHECK(
        report::name_table_csv(table) ==
        "full_name,label,type,key_for,required,createable,updateable,operations,lookup_object,array,"
        "reference_key,preserve_values\r\n"
        "external_id,External User ID,String,\"insert, upsert\",true,true,true,,,false,false,false\r\n"
        "tags,,String,,false,false,true,\"merge, overwrite\",\"a\\x1b[31m\\n\\u{202e},\"\"b\"\"\",true,false,"
        "false\r\n");
}

TEST_CASE("a table fits the terminal, and its widest columns give way") {
    report::name_table table = fields();
    table.rows[1][1] =
        std::string("\xe6\xa8\xaa\xe6\xa8\xaa\xe6\xa8\xaa\xe6\xa8\xaa\xe6\xa8\xaa\xe6\xa8\xaa");
    for (const std::size_t width : {110U, 100U, 90U}) {
        const std::string text = text_of(table, width);
        std::size_t start = 0;
        for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', start)) {
            // Each wide character is three bytes and two columns, "…" three bytes and one.
            const std::string line = text.substr(start, end - start);
            std::size_t columns = line.size();
            for (std::size_t at = 0; at < line.size(); ++at) {
                columns -= line.compare(at, 2, "\xe6\xa8") == 0 ? 1 : 0;
                columns -= line.compare(at, 3, "\xe2\x80\xa6") == 0 ? 2 : 0;
            }
            CHECK(columns <= width);
            start = end + 1;
        }
    }
    // Below what can be shown at all it is cut to a narrow column each, and never hangs.
    CHECK(text_of(table, 1).find("exte\xe2\x80\xa6_id") != std::string::npos);
}

TEST_CASE("a filter is a part of a name, in any case, or a pattern of a whole one") {
    const auto kept = [](const char* filter) {
        report::name_table table = fields();
        report::keep_matching(table, filter);
        return table.rows.size();
    };
    CHECK(kept("EXTERNAL_") == 1);
    CHECK(kept("user id") == 1);  // the label is a name too
    CHECK(kept("string") == 0);   // the type is not
    CHECK(kept("t*s") == 1);
    CHECK(kept("ag") == 1);
    CHECK(kept("*ag") == 0);
    CHECK(kept("*") == 2);
    CHECK(kept("[t]ag?") == 1);
}

TEST_CASE(
    "models, tables and what is like a dataset are listed apart, with the source where there are several") {
    const model::source_connection source = lake();
    CHECK(text_of(report::list_models({source})) == "MODEL     SOURCE  ID\naccounts  Lake    7\n");
    CHECK(text_of(report::list_tables({source})) == "TABLE  SOURCE  ID\nc.s.t  Lake    8\n");
    CHECK(text_of(report::list_datasets({source})) ==
          "NAME  TYPE     SOURCE  ID\nvip   segment  Lake    9\n");
    CHECK(text_of(report::list_columns(source, source.objects.front())) ==
          "COLUMN  TYPE\nID      number\nNAME    -\n");
    CHECK(report::list_models({source}).of.size() == 1);
    CHECK(report::list_models({source, source}).of.empty());
    model::catalogue metadata;
    metadata.sources = {source};
    metadata.destinations = {braze()};
    CHECK(text_of(report::list_sources(metadata)) == "NAME  ID\nLake  glimmering_donkey\n");
    CHECK(text_of(report::list_destinations(metadata)) == "NAME   TYPE   ID\nBraze  braze  15\n");
    CHECK(text_of(report::list_objects({braze()})) ==
          "OBJECT  LABEL  DESTINATION  OPERATIONS\nuser    User   Braze        upsert, mirror\n");
    CHECK(text_of(report::list_models({})).empty());
}

TEST_CASE("a sync is listed by names where they are known, and by ids where not") {
    model::catalogue metadata;
    metadata.sources = {lake()};
    metadata.destinations = {braze()};
    model::live_sync known;
    known.id = 61;
    known.spec.label = "Users";
    known.spec.source.connection_id = model::connection_id("glimmering_donkey");
    known.spec.source.type = "model";
    known.spec.source.id = 7;
    known.spec.destination.connection_id = 15;
    known.spec.destination.object = "user";
    known.spec.operation = "upsert";
    known.spec.schedule.frequency = "expression";
    known.spec.schedule.cron_expression = "0 8 * * *";
    model::live_sync other;
    other.id = 62;
    other.spec.source.connection_id = 99;
    other.spec.source.type = "sql_query";
    other.spec.source.id = 3;
    other.spec.destination.connection_id = 98;
    CHECK(text_of(report::list_syncs({known, other}, metadata)) ==
          "LABEL  ID  READS        SOURCE  OBJECT  DESTINATION  OPERATION  SCHEDULE\n"
          "Users  61  accounts     Lake    user    Braze        upsert     0 8 * * *\n"
          "-      62  sql_query 3  99      -       98           -          never\n");
}
