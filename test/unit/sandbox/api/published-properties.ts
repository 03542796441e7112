/**
 * The properties of the resources we serve, as the published schema of the Platform API lists them
 * (https://api.heroku.com/schema, MIT), in its two variants. Builds are not strict: they have those of both.
 */
export const publishedProperties = {
  "3": {
    account:
      "allow_tracking beta country_of_residence created_at default_organization default_team delinquent_at email federated id identity_provider last_login name sms_number suspended_at two_factor_authentication updated_at verified",
    "account-feature": "created_at description display_name doc_url enabled feedback_email id name state updated_at",
    "add-on":
      "actions addon_service app billed_price billing_entity config_vars created_at id name plan provider_id provision_message state updated_at web_url",
    "add-on-attachment": "addon app created_at id log_input_url name namespace updated_at web_url",
    "add-on-config": "name value",
    "add-on-service":
      "cli_plugin_name created_at human_name id name state supported_generations supports_multiple_installations supports_sharing updated_at",
    app: "acm archived_at build_stack buildpack_provided_description created_at generation git_url id internal_routing maintenance name organization owner region released_at repo_size slug_size space stack team updated_at web_url",
    "app-feature": "created_at description display_name doc_url enabled feedback_email id name state updated_at",
    "app-setup":
      "app build created_at failure_message id manifest_errors postdeploy resolved_success_url status updated_at",
    "app-transfer": "app created_at id owner recipient state updated_at",
    build:
      "app buildpacks created_at generation id labs output_stream_url release slug source_blob stack status updated_at user",
    "buildpack-installation": "buildpack ordinal",
    collaborator: "app created_at id permissions role updated_at user",
    domain: "acm_status acm_status_reason app cname created_at hostname id kind sni_endpoint status updated_at",
    dyno: "app attach_url command created_at id name release size state type updated_at",
    "dyno-size": "architecture compute cost dedicated generation id memory name precise_dyno_units private_space_only",
    formation: "app command created_at dyno_size id quantity size type updated_at",
    "log-session": "created_at id logplex_url updated_at",
    "oauth-authorization":
      "access_token client created_at description grant id refresh_token scope session updated_at user",
    pipeline: "created_at generation id name owner updated_at",
    "pipeline-coupling": "app created_at id pipeline stage updated_at",
    plan: "addon_service compliance created_at default description human_name id installable_inside_private_network installable_outside_private_network name price space_default state updated_at visible",
    "rate-limit": "remaining",
    region: "country created_at description id locale name private_capable provider updated_at",
    release:
      "addon_plan_names app artifacts created_at current description eligible_for_rollback id output_stream_url slug status updated_at user version",
    slug: "blob buildpack_provided_description checksum commit commit_description created_at deleted_at id process_types size stack updated_at",
    source: "source_blob",
    stack: "created_at default id name state updated_at",
    team: "created_at credit_card_collections default enterprise_account id identity_provider membership_limit name provisioned_licenses role type updated_at",
    "team-app":
      "archived_at build_stack buildpack_provided_description created_at git_url id internal_routing joined locked maintenance name owner region released_at repo_size slug_size space stack team updated_at web_url",
    "team-app-collaborator": "app created_at id permissions role updated_at user",
    "team-app-permission": "description name",
    "team-member": "created_at email federated id identity_provider role two_factor_authentication updated_at user",
  },
  "3.sdk": {
    account:
      "acknowledged_msa acknowledged_msa_at allow_tracking beta country_of_residence created_at default_organization default_team delinquent_at eco_dynos_enabled eco_dynos_shutdown_at email federated id identity_provider italian_customer_terms italian_partner_terms last_login mfa_enabled mfa_exemption mfa_exemption_reason mfa_experience name pipeline_cost_consent_at sms_number suspended_at two_factor_authentication updated_at verified",
    "account-feature": "created_at description display_name doc_url enabled feedback_email id name state updated_at",
    "add-on":
      "actions addon_service app billed_price billing_entity config_vars created_at id name plan provider_id provision_message state updated_at web_url",
    "add-on-attachment": "addon app created_at id log_input_url name namespace updated_at web_url",
    "add-on-config": "name value",
    "add-on-service":
      "cli_plugin_name created_at human_name id name state supported_generations supports_multiple_installations supports_sharing updated_at",
    app: "acm archived_at base_image_name build_stack buildpack_provided_description buildpacks created_at current_build_architecture generation git_url id internal_routing maintenance name organization owner region released_at repo_size slug_size space stack team updated_at web_url",
    "app-feature": "created_at description display_name doc_url enabled feedback_email id name state updated_at",
    "app-setup":
      "app build created_at failure_message id manifest_errors postdeploy resolved_success_url status updated_at",
    "app-transfer": "app created_at id owner recipient state updated_at",
    build:
      "app buildpacks created_at generation id labs output_stream_url release slug source_blob stack status updated_at user",
    "buildpack-installation": "buildpack ordinal",
    collaborator: "app created_at id permissions role updated_at user",
    domain: "acm_status acm_status_reason app cname created_at hostname id kind sni_endpoint status updated_at",
    dyno: "app attach_url command created_at id name release size state type updated_at",
    "dyno-size":
      "architecture can_autoscale compute cost dedicated generation id infrastructure_tier memory name precise_dyno_units private_space_only product_dyno_tier",
    formation: "app command created_at dyno_size id quantity size type updated_at",
    "log-session": "created_at id logplex_url updated_at",
    "oauth-authorization":
      "access_token client created_at description grant id refresh_token scope session updated_at user",
    pipeline: "created_at generation id name owner updated_at",
    "pipeline-coupling": "app created_at id pipeline stage updated_at",
    plan: "addon_service compliance created_at default description human_name id installable_inside_private_network installable_outside_private_network name price space_default state updated_at visible",
    "rate-limit": "remaining",
    region: "country created_at description id locale name private_capable provider updated_at",
    release:
      "addon_plan_names app artifacts created_at current description eligible_for_rollback id oci_image output_stream_url slug status updated_at user version",
    slug: "blob buildpack_provided_description checksum commit commit_description created_at deleted_at id process_types size stack updated_at",
    source: "source_blob",
    stack: "created_at default id name state updated_at",
    team: "created_at credit_card_collections default enterprise_account id identity_provider membership_limit name pipeline_cost_consent_at pipeline_cost_consent_user_email provisioned_licenses role type updated_at",
    "team-app":
      "archived_at base_image_name build_stack buildpack_provided_description buildpacks created_at current_build_architecture generation git_url id internal_routing joined locked maintenance name owner region released_at repo_size slug_size space stack team updated_at web_url",
    "team-app-collaborator": "app created_at id permissions role updated_at user",
    "team-app-permission": "description name",
    "team-member": "created_at email federated id identity_provider role two_factor_authentication updated_at user",
  },
} as const;

/** The same for objects within resources. */
export const publishedParts = {
  "3": {
    "add-on.billed_price": "cents contract unit",
    "add-on.billing_entity": "id name type",
    "add-on.plan": "id name",
    "add-on-attachment.addon": "app id name",
    "app-setup.build": "id output_stream_url status",
    "app-setup.postdeploy": "exit_code output",
    "plan.price": "cents contract unit",
  },
  "3.sdk": {
    "add-on.billed_price": "cents contract metered unit",
    "add-on.billing_entity": "id name type",
    "add-on.plan": "id meters name",
    "add-on-attachment.addon": "app id name",
    "app-setup.build": "id output_stream_url status",
    "app-setup.postdeploy": "exit_code output",
    "plan.price": "cents contract metered unit",
  },
} as const;
