package io.gatehouse.web;

import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.stereotype.Controller;

/**
 * Makes each page when it is first asked for, not at the start of the server. Their routes are known from the start all the
 * same, and so are their declared permissions: both are read from the classes.
 */
final class LazyPages implements BeanFactoryPostProcessor {

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory factory) {
        for (String name : factory.getBeanDefinitionNames()) {
            BeanDefinition definition = factory.getBeanDefinition(name);
            if (definition instanceof AnnotatedBeanDefinition scanned
                    && scanned.getFactoryMethodName() == null
                    && scanned.getMetadata().isAnnotated(Controller.class.getName())) {
                definition.setLazyInit(true);
            }
        }
    }
}
