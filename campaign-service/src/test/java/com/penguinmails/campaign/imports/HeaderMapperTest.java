package com.penguinmails.campaign.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HeaderMapperTest {

    /** Source, header line, expected fields in the order of the columns. */
    static Stream<Arguments> exports() {
        return Stream.of(
                Arguments.of(
                        "HubSpot contacts",
                        "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Company Name,Job Title,Website URL,City,Country/Region,LinkedIn URL",
                        "record_id,first_name,last_name,email,phone,contact_owner,lead_status,company,title,website,city,country,linkedin_url"),
                Arguments.of(
                        "HubSpot with associated company",
                        "First Name,Last Name,Email,Associated Company,Job Title,Mobile Phone Number",
                        "first_name,last_name,email,company,title,phone"),
                Arguments.of(
                        "Salesforce report",
                        "First Name,Last Name,Title,Account Name,Mailing City,Mailing Country,Phone,Mobile,Email,Account Owner",
                        "first_name,last_name,title,company,city,country,phone,mobile,email,account_owner"),
                Arguments.of(
                        "Salesforce data loader",
                        "\"Id\",\"FirstName\",\"LastName\",\"Email\",\"Account.Name\",\"Title\",\"MailingCity\",\"LeadSource\"",
                        "id,first_name,last_name,email,company,title,city,lead_source"),
                Arguments.of(
                        "Salesforce leads",
                        "FirstName,LastName,Company,Title,Email,Country",
                        "first_name,last_name,company,title,email,country"),
                Arguments.of(
                        "Apollo",
                        "First Name,Last Name,Title,Company,Company Name for Emails,Email,Email Status,Seniority,Departments,Work Direct Phone,"
                                + "Mobile Phone,# Employees,Industry,Person Linkedin Url,Website,Company Linkedin Url,City,State,Country,Company City,Secondary Email",
                        "first_name,last_name,title,company,company_name_for_emails,email,email_status,seniority,departments,phone,"
                                + "mobile_phone,employees,industry,linkedin_url,website,company_linkedin_url,city,state,country,company_city,secondary_email"),
                Arguments.of(
                        "Apollo without a company column",
                        "First Name,Last Name,Company Name for Emails,Email",
                        "first_name,last_name,company,email"),
                Arguments.of(
                        "Google Contacts",
                        "First Name,Middle Name,Last Name,Organization Name,Organization Title,Labels,E-mail 1 - Label,E-mail 1 - Value,"
                                + "E-mail 2 - Value,Phone 1 - Value,Address 1 - City,Address 1 - Country,Website 1 - Value",
                        "first_name,middle_name,last_name,company,title,labels,e_mail_1_label,email,"
                                + "e_mail_2_value,phone,city,country,website"),
                Arguments.of(
                        "Google Contacts before 2024",
                        "Name,Given Name,Family Name,E-mail 1 - Type,E-mail 1 - Value,Organization 1 - Name,Organization 1 - Title",
                        "full_name,first_name,last_name,e_mail_1_type,email,company,title"),
                Arguments.of(
                        "Outlook",
                        "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business City,Business Country/Region,"
                                + "Business Phone,Mobile Phone,E-mail Address,E-mail 2 Address,Web Page",
                        "title_2,first_name,middle_name,last_name,suffix,company,department,title,city,country,"
                                + "phone,mobile_phone,email,e_mail_2_address,website"),
                Arguments.of(
                        "German",
                        "Anrede;Vorname;Nachname;E-Mail-Adresse;Firma;Position;Telefon;Ort;Land",
                        "anrede,first_name,last_name,email,company,title,phone,city,country"),
                Arguments.of("German short", "Name;Vorname;E-Mail", "last_name,first_name,email"),
                Arguments.of(
                        "French",
                        "Prénom;Nom;Courriel;Société;Fonction;Téléphone;Ville;Pays",
                        "first_name,last_name,email,company,title,phone,city,country"),
                Arguments.of(
                        "Spanish",
                        "Nombre;Apellidos;Correo electrónico;Compañía;Cargo;Teléfono;Ciudad;País",
                        "first_name,last_name,email,company,title,phone,city,country"),
                Arguments.of("Spanish whole name", "Nombre;Correo", "full_name,email"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("exports")
    void mapsTheColumnsOf(String source, String headerLine, String fields) {
        List<String> headers = Arrays.stream(headerLine.split("[,;]"))
                .map(header -> header.replace("\"", ""))
                .toList();
        assertThat(HeaderMapper.map(headers).columns())
                .extracting(ColumnMapping.Column::field)
                .containsExactly(fields.split(","));
    }

    @Test
    void unknownHeadersBecomeUniqueMergeFieldNames() {
        var headers = List.of(
                "E-mail",
                "Größe (cm)",
                "größe cm",
                "",
                "2nd choice",
                "Комментарий",
                "email",
                "first_name",
                "First Name");
        assertThat(HeaderMapper.map(headers).columns())
                .extracting(ColumnMapping.Column::field)
                .containsExactly(
                        "email",
                        "grosse_cm",
                        "grosse_cm_2",
                        "column_4",
                        "field_2nd_choice",
                        "column_6",
                        "email_2",
                        "first_name",
                        "first_name_2");
    }

    @Test
    void everyCustomNameFitsAMergeField() {
        var headers = List.of("x".repeat(300), "-- ", "Hello, World!", "iPhone", "ÀÉÎõü");
        assertThat(HeaderMapper.map(headers).columns())
                .extracting(ColumnMapping.Column::field)
                .allMatch(name -> name.matches("[a-z][a-z0-9_]{0,63}"));
    }

    @Test
    void withoutATellingHeaderThereIsNoEmailColumn() {
        assertThat(HeaderMapper.map(List.of("Who", "Where")).emailColumn()).isEmpty();
    }
}
